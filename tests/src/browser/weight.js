// What the page weighs with everything that it fetched, in bytes as they are sent, whether they came over
// the wire or from the browser's own store, and how many requests a first visit makes.

const [page] = performance.getEntriesByType('navigation');
const fetched = performance.getEntriesByType('resource').filter(({ name }) => !name.startsWith('data:'));
const files = new Map(fetched.map((entry) => [new URL(entry.name).pathname, entry]));
const weigh = (pattern) => [...files].filter(([path]) => pattern.test(path)).reduce((sum, [, { encodedBodySize }]) => sum + encodedBodySize, 0);
const [html, css, script, captcha, fonts, icons] = [
  page.encodedBodySize, weigh(/\.css$/), weigh(/\/varco-[^/]*\.js$/), weigh(/\/umano-[^/]*\.js$/), weigh(/\.woff2$/), weigh(/\.svg$/)];
return {
  html, css, script, captcha, fonts, icons,
  font_files: [...files.keys()].filter((path) => path.endsWith('.woff2')).length,
  total: html + weigh(/^/) - captcha,
  requests: 1 + files.size - (captcha > 0),
  on_the_wire: page.transferSize + fetched.reduce((sum, { transferSize }) => sum + transferSize, 0),
};
