// The rules of the second engine, HTML_CodeSniffer: its errors, not what it would have a person check.

const answer = arguments[arguments.length - 1];
const ERROR = 1;
const told = ({ code, msg, element }) => `${code} (${msg}): ${(element.outerHTML ?? '').slice(0, 200)}`;
// What nobody is shown needs no name.
const isShown = ({ element }) => !element.closest?.('[hidden]');
HTMLCS.process('WCAG2AA', document, () => answer(HTMLCS.getMessages().filter(({ type }) => type === ERROR).filter(isShown).map(told)),
  (error) => answer([String(error)]));
