// Where the focus is, for who goes through the page with Tab: what has it, where that is, and whether
// anybody sees so. The real box of a painted one is not seen; its label is.

const element = document.activeElement;
if (!element || element === document.body) return null;
const painted = element.matches('[type=checkbox], [type=radio]') ? element.labels[0] : element;
const { top, bottom, left } = painted.getBoundingClientRect();
const hasRing = (style) => (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none';
return {
  says: (element.id || element.textContent.trim()) + ` (${element.tagName.toLowerCase()})`,
  top: top + scrollY, bottom: bottom + scrollY, left,
  in_view: bottom > 0 && top < innerHeight,
  has_ring: [getComputedStyle(element), getComputedStyle(painted), getComputedStyle(painted, '::before'), getComputedStyle(painted, '::after')].slice(painted === element ? 0 : 1).some(hasRing),
  is_skiplink: !!element.closest('.skiplinks'),
};
