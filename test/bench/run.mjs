/**
 * `npm run bench [-- NAME …] [-- --runs N] [-- --against PEER …] [-- --profile]`: measures what Kasane claims, against
 * every peer that is installed (peers.mjs) or the named ones, and prints a table (median, min, max, and a peer's median
 * divided by Kasane's) and, as the last line, JSON. Machines are noisy: read the spread, and compare figures of one run
 * only. `--profile` shows instead where the time of a training step goes, kernel by kernel.
 */
import { parseArgs } from 'node:util';
import { augmentation } from './augmentation.mjs';
import { contests, limitPeers } from './contests.mjs';
import { evaluations } from './evaluations.mjs';
import { hostile } from './hostile.mjs';
import { inside } from './inside.mjs';
import { packaged } from './packaged.mjs';
import { peerNames } from './peers.mjs';
import { products } from './products.mjs';
import { realJob } from './real-job.mjs';
import { search } from './search.mjs';
import { soak } from './soak.mjs';
import { studioCurves } from './studio-curves.mjs';
import { studioDesign } from './studio-design.mjs';
import { studioDraw } from './studio-draw.mjs';
import { studioEstimate } from './studio-estimate.mjs';
import { studioInspect } from './studio-inspect.mjs';
import { studioJob } from './studio-job.mjs';
import { studioRuns } from './studio-runs.mjs';
import { studioStart } from './studio-start.mjs';
import { webPage } from './web-page.mjs';
import { specFiles } from './workloads.mjs';

/** Each gives one sample as { figure: value } or { figure: { who: value } }, with the unit in the figure's name. */
const benches = {
  products,
  ...contests,
  realJob,
  evaluations,
  augmentation,
  search,
  studioStart,
  studioDesign,
  studioCurves,
  studioEstimate,
  studioJob,
  studioDraw,
  studioInspect,
  studioRuns,
  webPage,
};

/** Only by name: they take a package, minutes, or half an hour; the last is done once. */
const special = { packaged, hostile, soak };

const { values: options, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '5' },
    against: { type: 'string', multiple: true, default: [] },
    profile: { type: 'boolean', default: false },
  },
});
const runs = Number(options.runs);
const choices = options.profile ? specFiles : { ...benches, ...special };
const known = wanted.every((name) => Object.hasOwn(choices, name)) && options.against.every((name) => peerNames().includes(name));
if (!known || !Number.isInteger(runs) || runs < 1) {
  console.error(
    `usage: npm run bench -- [${Object.keys(choices).join('] [')}] ${options.profile ? '--profile' : '[--runs N] [--against PEER]'}`,
  );
  console.error(`peers: ${peerNames().join(', ')}`);
  process.exit(2);
}
limitPeers(options.against);
const names = wanted.length > 0 ? wanted : Object.keys(options.profile ? specFiles : benches);
if (options.profile) for (const name of names) console.log(await inside('profile', specFiles[name]));
else print(await measure());

async function measure() {
  const samples = new Map();
  const add = (figure, who, value) => {
    if (!samples.has(figure)) samples.set(figure, new Map());
    const byWho = samples.get(figure);
    byWho.set(who, [...(byWho.get(who) ?? []), value]);
  };
  for (const name of names) {
    for (let run = 0; run < (name === 'soak' ? 1 : runs); run++) {
      for (const [figure, value] of Object.entries(await choices[name]())) {
        const title = Object.hasOwn(contests, name) ? figure : `${name}: ${figure}`;
        const byWho = typeof value === 'object' ? value : { Kasane: value };
        for (const [who, sample] of Object.entries(byWho)) add(title, who, sample);
      }
    }
  }
  return samples;
}

function print(samples) {
  const table = [];
  for (const [figure, byWho] of samples) {
    const own = byWho.has('Kasane') ? median(byWho.get('Kasane')) : null;
    for (const [who, values] of byWho) {
      const row = { figure, who, median: median(values), min: Math.min(...values), max: Math.max(...values), runs: values.length };
      table.push(own !== null && byWho.size > 1 ? { ...row, ratio: row.median / own } : row);
    }
  }
  const [figureWidth, whoWidth] = ['figure', 'who'].map((column) => 2 + Math.max(...table.map((row) => row[column].length)));
  const line = (figure, who, cells) =>
    console.log(figure.padEnd(figureWidth) + who.padEnd(whoWidth) + cells.map((cell) => cell.padStart(10)).join(''));
  line('figure', 'who', ['median', 'min', 'max', 'ratio']);
  for (const { figure, who, ratio, ...row } of table) {
    line(figure, who, [...[row.median, row.min, row.max].map(shown), ratio === undefined ? '' : `${ratio.toFixed(2)} ×`]);
  }
  console.log(JSON.stringify(table));
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

function shown(value) {
  return Math.abs(value) < 100 ? value.toFixed(3) : Math.round(value).toLocaleString('en');
}
