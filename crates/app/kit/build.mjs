// Builds what the pages take from the design kit, into dist/: one style sheet with nothing but what the
// templates use, two fonts, the icons in use. Names carry a hash of the content, so that browsers may
// keep the files for ever; each stands there compressed, too.

import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { transform } from 'lightningcss';
import { PurgeCSS } from 'purgecss';

const kit = 'node_modules/bootstrap-italia/dist';
const templates = '../templates/**/*.html';
const out = 'dist';

function write(name, extension, bytes) {
  const content = Buffer.from(bytes);
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 8);
  const file = `${name}-${hash}.${extension}`;
  writeFileSync(join(out, file), content);
  if (extension !== 'woff2') {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
    writeFileSync(join(out, `${file}.br`), brotliCompressSync(content, { params }));
    writeFileSync(join(out, `${file}.gz`), gzipSync(content, { level: 9 }));
  }
  console.log(`${file} ${content.length} bytes`);
  return file;
}

// The sprite of the kit weighs 90 kB; the pages use a handful of its icons.
function sprite() {
  const used = new Set();
  for (const entry of readdirSync('../templates', { recursive: true })) {
    if (!entry.endsWith('.html')) continue;
    const text = readFileSync(join('../templates', entry), 'utf8');
    for (const [id] of text.matchAll(/\bit-[a-z0-9-]+/g)) used.add(id);
  }
  const all = readFileSync(`${kit}/svg/sprites.svg`, 'utf8');
  const symbols = all.matchAll(/<symbol[^>]*\bid="([^"]+)"[^>]*>.*?<\/symbol>/gs);
  const kept = [...symbols].filter(([, id]) => used.has(id)).map(([symbol]) => symbol);
  return `<svg xmlns="http://www.w3.org/2000/svg">${kept.join('')}</svg>`;
}

// A page is not laid out anew when the font arrives late: then it is there for the next page.
function font(weight) {
  const name = weight === 400 ? 'regular' : weight;
  const file = `${kit}/fonts/Titillium_Web/titillium-web-v10-latin-ext_latin-${name}.woff2`;
  const url = write(`titillium-${weight}`, 'woff2', readFileSync(file));
  return `@font-face{font-family:"Titillium Web";font-style:normal;font-weight:${weight};font-display:optional;src:url("${url}") format("woff2")}`;
}

async function style() {
  const [{ css }] = await new PurgeCSS().purge({
    content: [templates],
    css: [`${kit}/css/bootstrap-italia.min.css`],
    fontFace: true,
    keyframes: true,
    variables: true,
    // The national validator looks for it.
    safelist: { variables: ['--bootstrap-italia-version'] },
  });
  // The kit takes its fonts from a script that writes styles into the page, which ours forbids.
  const faces = [400, 600].map(font).join('');
  const ours = ['fixes.css', '../assets/own.css'].map((file) => readFileSync(file, 'utf8'));
  const { code } = transform({
    filename: 'kit.css',
    code: Buffer.from([css.replace(/^\uFEFF/, ''), faces, ...ours].join('\n')),
    minify: true,
  });
  // The blue of the kit in its two tones, so that a body can have another colour.
  return code
    .toString()
    .replace(/(?<!--blu:)#06c\b/g, 'var(--blu)')
    .replace(/(?<!--blu-scuro:)#(?:0052a3|004d99|125ca5|036)\b/g, 'var(--blu-scuro)');
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out);
write('icone', 'svg', sprite());
write('kit', 'css', await style());
