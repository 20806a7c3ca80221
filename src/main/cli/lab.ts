import { join } from 'node:path';
import { experiments } from '@shared/lab/experiments';
import { findExperiment, parseControls } from '@shared/lab/find-experiment';
import { say } from '@shared/phrase';
import { Command, Option } from 'commander';
import { conductExperiment } from '../lab/conduct-experiment';
import { modelsFolder } from '../subjects/model';
import { usualThreads } from '../threads/team';
import { launchNodeWorker } from '../workers/launch-node';
import { createPool } from '../workers/pool';
import { count, options, withOptions } from './options';
import { note, print, printJson } from './output';

interface LabOptions {
  set: Record<string, unknown>;
  workers?: number;
  data: string;
  json?: boolean;
}

export function labCommand(): Command {
  return withOptions(
    new Command('lab')
      .description('Do an experiment of the book and check what it claims; exit code 1 where the claim does not hold.')
      .argument('<name>', `one of ${experiments.map(({ name }) => name).join(', ')}`),
    options.set('a control of the experiment, such as seed=2').default({}, 'as in the book'),
    new Option('--workers <n>', 'parts at once; by default one a core').argParser(count),
    options.data(),
    options.json(),
  ).action(lab);
}

const CLAIM_FAILED = 1;

async function lab(name: string, given: LabOptions): Promise<void> {
  const experiment = findExperiment(name);
  const controls = parseControls(experiment, given.set);
  const pool = createPool(given.workers || usualThreads(), launchNodeWorker);
  try {
    const sources = { datasetFolder: given.data, modelFolder: join(modelsFolder(), 'accurate-cnn') };
    const parts = experiment.parts(controls);
    let done = 0;
    const results = await conductExperiment(experiment, controls, pool, sources, {
      done(part) {
        done += 1;
        const label = parts.find(({ id }) => id === part)?.label;
        if (parts.length > 1) note(`${done} of ${parts.length}: ${label ? say(label) : part}`);
      },
    });
    const claim = experiment.claim(controls, results);
    if (claim && !claim.holds) process.exitCode = CLAIM_FAILED;
    const text = claim && say(claim.text);
    if (given.json)
      return printJson({
        experiment: name,
        controls,
        figure: experiment.figure(controls, results),
        claim: claim && { text, holds: claim.holds },
      });
    print(`${experiment.label} (${experiment.source})`);
    print(claim ? `${claim.holds ? 'holds' : 'does not hold'}: ${text}` : 'nothing to claim');
  } finally {
    pool.close();
  }
}
