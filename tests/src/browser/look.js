// What an eye sees and no rule of axe does: texts that lie over each other or over a control. Runs in
// the page through WebDriver, under the text spacing that WCAG 1.4.12 has people set or without it.

const [width, isSpaced] = arguments;
if (isSpaced) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
    p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}

const isSeen = (element) => {
  for (let box = element; box; box = box.parentElement) {
    const style = getComputedStyle(box);
    if (style.display === 'none' || style.visibility === 'hidden') return false;
    if (style.clipPath !== 'none' || (style.clip !== 'auto' && style.position === 'absolute')) return false;
  }
  return true;
};
const block = (element) => {
  while (getComputedStyle(element).display === 'inline') element = element.parentElement;
  return element;
};

const boxes = [];
// A dialog lies over the page on purpose.
const root = document.querySelector('dialog[open]') ?? document.body;
const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
for (let text; (text = texts.nextNode()); ) {
  if (!text.data.trim() || text.parentElement.closest('option, script') || !isSeen(text.parentElement)) continue;
  const range = document.createRange();
  range.selectNodeContents(text);
  for (const { left, right, top, bottom } of range.getClientRects()) {
    // The box of a line is higher than its letters.
    const air = (bottom - top) / 5;
    boxes.push({ owner: block(text.parentElement), left, right, top: top + air, bottom: bottom - air, says: text.data.trim() });
  }
}
for (const control of root.querySelectorAll('input:not([type=hidden], [type=checkbox], [type=radio]), select, textarea, button, a.btn')) {
  if (!isSeen(control)) continue;
  const { left, right, top, bottom } = control.getBoundingClientRect();
  boxes.push({ owner: control, left, right, top, bottom, says: control.name || control.textContent.trim() });
}

const meet = (one, other) =>
  one.left + 1 < other.right && other.left + 1 < one.right && one.top + 1 < other.bottom && other.top + 1 < one.bottom;
const overlaps = [];
boxes.forEach((one, index) => {
  for (const other of boxes.slice(index + 1)) {
    if (one.owner === other.owner || !meet(one, other)) continue;
    if (one.owner.contains(other.owner) && one.owner.matches('button, a.btn')) continue;
    if (other.owner.contains(one.owner) && other.owner.matches('button, a.btn')) continue;
    overlaps.push(`«${one.says}» and «${other.says}»`);
  }
});
// The kit's large targets; smaller ones are for axe to judge.
const small = [...root.querySelectorAll('button, a.btn')].filter(isSeen)
  .filter((button) => button.getBoundingClientRect().height < 44).map((button) => button.textContent.trim());
const overflow = document.documentElement.scrollWidth - width;
document.adoptedStyleSheets = [];
return { overlaps, overflow, small };
