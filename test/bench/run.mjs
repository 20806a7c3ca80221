/**
 * `npm run bench [-- NAME …] [-- --runs N]`: measures what Kasane claims about itself and prints a table (median, min,
 * max) and, as the last line, JSON. Machines are noisy: read the spread, and compare figures of one run only.
 */
import { evaluations } from './evaluations.mjs';
import { products } from './products.mjs';
import { realJob } from './real-job.mjs';
import { studioJob } from './studio-job.mjs';
import { studioStart } from './studio-start.mjs';

/** Each gives one sample as { name: value }, with the unit in the name. */
const benches = { products, realJob, evaluations, studioStart, studioJob };

const parameters = process.argv.slice(2);
const runsAt = parameters.indexOf('--runs');
const runs = runsAt >= 0 ? Number(parameters.splice(runsAt, 2)[1]) : 5;
const unknown = parameters.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0 || !Number.isInteger(runs) || runs < 1) {
  console.error(`usage: npm run bench -- [${Object.keys(benches).join('] [')}] [--runs N]`);
  process.exit(2);
}

const results = {};
for (const name of parameters.length > 0 ? parameters : Object.keys(benches)) {
  for (let run = 0; run < runs; run++) {
    for (const [figure, value] of Object.entries(await benches[name]())) {
      results[`${name}: ${figure}`] ??= [];
      results[`${name}: ${figure}`].push(value);
    }
  }
}

const table = Object.entries(results).map(([figure, values]) => {
  const sorted = values.toSorted((a, b) => a - b);
  return { figure, median: sorted[Math.floor(sorted.length / 2)], min: sorted[0], max: sorted.at(-1), runs: values.length };
});
const shown = (value) => (Math.abs(value) < 100 ? value.toFixed(3) : Math.round(value).toLocaleString('en'));
const width = Math.max(...table.map(({ figure }) => figure.length));
console.log(`${'figure'.padEnd(width)} ${['median', 'min', 'max'].map((head) => head.padStart(11)).join('')}`);
for (const { figure, median, min, max } of table) {
  console.log(`${figure.padEnd(width)} ${[median, min, max].map((value) => shown(value).padStart(11)).join('')}`);
}
console.log(JSON.stringify(table));
