import { join } from 'node:path';
import type { Experiment } from '@shared/lab/experiment';
import { experiments } from '@shared/lab/experiments';
import { figureCsv } from '@shared/lab/figure-csv';
import { findExperiment, parseControls } from '@shared/lab/find-experiment';
import { isPhrase, say } from '@shared/phrase';
import { reportHtml } from '@shared/reports/html';
import { labReport } from '@shared/reports/lab-report';
import { Command, Option } from 'commander';
import { version } from '../../../package.json';
import { loadTrainingSums } from '../datasets/load-dataset';
import { assertWritable, writeText } from '../files/whole-files';
import { modelsFolder } from '../models/shipped-model';
import { launchNodeProcess } from '../processes/launch-node';
import { createPool } from '../queue/local-pool';
import { bestRun } from '../studies/lab/best-run';
import { conductExperiment } from '../studies/lab/conduct-experiment';
import { usualThreads } from '../threads/team';
import { namedSpec } from './named-spec';
import { count, options, withOptions } from './options';
import { note, print, printJson } from './output';

interface LabOptions {
  set: Record<string, unknown>;
  csv?: string;
  report?: string;
  workers?: number;
  runs: string;
  data: string;
  json?: boolean;
}

export function labCommand(): Command {
  return withOptions(
    new Command('lab')
      .description('Do an experiment of the book and check what it claims; exit code 1 where the claim does not hold.')
      .argument('<name>', `one of ${experiments.map(({ name }) => name).join(', ')}`),
    options.set('a control of the experiment, such as seed=2; design=FILE or a preset’s name').default({}, 'as in the book'),
    new Option('--csv <file>', 'write the figure’s numbers there'),
    new Option('--report <file>', 'write a report with its figure and its claim there, .html'),
    new Option('--workers <n>', 'parts at once; by default one a core').argParser(count),
    options.runs(),
    options.data(),
    options.json(),
  ).action(lab);
}

const CLAIM_FAILED = 1;

async function lab(name: string, given: LabOptions): Promise<void> {
  const experiment = findExperiment(name);
  const controls = parseControls(experiment, await completed(experiment, given));
  for (const file of [given.csv, given.report]) if (file) await assertWritable(file);
  const start = performance.now();
  const results = await resultsOf(experiment, controls, given);
  const seconds = Number(((performance.now() - start) / 1000).toFixed(1));
  const claim = experiment.claim(controls, results);
  if (claim && !claim.holds) process.exitCode = CLAIM_FAILED;
  const figure = experiment.figure(controls, results);
  if (given.csv) await writeText(given.csv, figureCsv(figure, say));
  if (given.report) await writeText(given.report, reportHtml(labReport(experiment, controls, results)));
  if (given.json) {
    const { label, source } = experiment;
    const about = { experiment: name, label, source, app: version, dataset: await loadTrainingSums(given.data), controls, seconds };
    return printJson({ ...about, claim: inWords(claim), figure: inWords(figure), results });
  }
  print(`${experiment.label} (${experiment.source}), ${seconds} s`);
  if (!claim) return print('nothing to claim');
  print(`claim: ${say(claim.criterion)}`);
  print(`${claim.holds ? 'holds' : 'does not hold'}: ${say(claim.text)}`);
}

/** What the studio takes from elsewhere: the best run there is, and designs by their file or preset. */
async function completed({ controls: { shape } }: Experiment, { set, runs }: LabOptions): Promise<Record<string, unknown>> {
  const { design } = set;
  return {
    ...('best' in shape && { best: await bestRun(runs) }),
    ...set,
    ...(typeof design === 'string' && { design: await namedSpec(design) }),
  };
}

async function resultsOf(experiment: Experiment, controls: Record<string, unknown>, { workers, data }: LabOptions) {
  const pool = createPool(workers || usualThreads(), launchNodeProcess);
  try {
    const sources = { datasetFolder: data, modelFolder: join(modelsFolder(), 'accurate-cnn') };
    const parts = experiment.parts(controls);
    let done = 0;
    return await conductExperiment(experiment, controls, pool, sources, {
      done(part) {
        done += 1;
        const label = parts.find(({ id }) => id === part)?.label;
        if (parts.length > 1) note(`${done} of ${parts.length}: ${label ? say(label) : part}`);
      },
    });
  } finally {
    pool.close();
  }
}

/** With every phrase in it said in English. */
function inWords(value: unknown): unknown {
  if (isPhrase(value)) return say(value);
  if (Array.isArray(value)) return value.map(inWords);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, inWords(each)]));
}
