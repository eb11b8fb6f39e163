// What is wrong for who has set colours of their own, or wants nothing to move. Runs in the page while
// the browser pretends both.

for (const query of ['(forced-colors: active)', '(prefers-reduced-motion: reduce)']) {
  if (!matchMedia(query).matches) return [`the browser does not pretend ${query}`];
}
const says = (element) => element.textContent.trim() || element.outerHTML.slice(0, 80);
const isSeen = (element) => element.checkVisibility() && element.getBoundingClientRect().width > 1;
const isBare = (button) => {
  const { borderTopStyle, borderTopWidth } = getComputedStyle(button);
  return borderTopStyle === 'none' || parseFloat(borderTopWidth) < 1;
};
const seconds = (list) => Math.max(...list.split(',').map(parseFloat));
const moves = (element) => {
  const { transitionDuration, animationDuration, animationName, scrollBehavior } = getComputedStyle(element);
  return seconds(transitionDuration) > 0 || (animationName !== 'none' && seconds(animationDuration) > 0) || scrollBehavior === 'smooth';
};
const buttons = [...document.querySelectorAll('button, a.btn')].filter(isSeen);
return [
  ...buttons.filter(isBare).map((button) => `no border in forced colours: ${says(button)}`),
  ...[...document.querySelectorAll('*')].filter(moves).map((element) => `moves all the same: ${element.outerHTML.slice(0, 80)}`),
];
