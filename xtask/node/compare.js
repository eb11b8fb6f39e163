// Reads codici fiscali with an npm package: see `cargo xtask compare`.
//
// usage: node compare.js VALID WRONG, with NODE_PATH set to where the package is

const fs = require("node:fs");
const { CodiceFiscale } = require("codice-fiscale-js");

const ROUNDS = 5;
// If one round takes this many seconds, there is no other.
const PATIENCE = 10;

const processorSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

// How many are accepted, and on how many it fails. The package refuses with a plain `Error`.
const judged = (accepts, texts) => {
  let accepted = 0;
  let crashed = 0;
  for (const text of texts) {
    try {
      accepted += accepts(text) ? 1 : 0;
    } catch (error) {
      crashed += error.constructor === Error ? 0 : 1;
    }
  }
  return [accepted, crashed];
};

const [valid, wrong] = process.argv
  .slice(2)
  .map((path) => fs.readFileSync(path, "utf8").trimEnd().split("\n"));
for (const [name, accepts] of [
  ["`codice-fiscale-js` 2.4.0, `check`", (text) => CodiceFiscale.check(text)],
  ["`codice-fiscale-js` 2.4.0, `new CodiceFiscale`", (text) => new CodiceFiscale(text)],
]) {
  let best = Infinity;
  let counts;
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = processorSeconds();
    counts = judged(accepts, valid);
    const seconds = processorSeconds() - start;
    best = Math.min(best, seconds);
    if (seconds > PATIENCE) break;
  }
  console.log([name, best, ...counts, ...judged(accepts, wrong)].join("\t"));
}
