// The rules of WCAG 2.2 AA and good practice that a machine can check, at the width of the moment.

const answer = arguments[arguments.length - 1];
const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
axe.run({ runOnly: { type: 'tag', values }, resultTypes: ['violations'] }).then(
  ({ violations }) => answer(violations.map(({ id, help, nodes }) => `${id} (${help}): ${nodes.map(({ html }) => html)}`)),
  (error) => answer([String(error)]),
);
