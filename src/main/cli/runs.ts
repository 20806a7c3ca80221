import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Command, Option } from 'commander';
import { assertWritable } from '../files/whole-files';
import { findRun } from '../runs/begin';
import { exportBundle, importBundle } from '../runs/bundle';
import type { CheckedClaim } from '../runs/check-claim';
import { wholenessOfLearnt } from '../runs/checkpoints';
import { listRuns } from '../runs/list-runs';
import { reproduceRun } from '../runs/reproduce';
import { settleImport } from '../runs/settle-import';
import { threadTeam, usualThreads } from '../threads/team';
import { givenDataset } from './dataset-option';
import { options, withOptions } from './options';
import { note, percent, print, printJson } from './output';

interface RunsOptions {
  runs: string;
  data: string;
  with?: Record<string, unknown>;
  out: string;
  json?: boolean;
}

const DIFFERS = 1;

/** `kasane runs list`, `export`, `import`, `reproduce` */
export function runsCommand(): Command {
  return new Command('runs')
    .description('List runs, take one to another machine as a single file, and train one again to compare.')
    .addCommand(withOptions(new Command('list').description('List all runs.'), options.runs(), options.json()).action(list))
    .addCommand(
      withOptions(
        new Command('export').description('Write a run as one .zip file.').argument('<run>', 'its name, or its folder'),
        new Option('--out <file>', 'where it goes').makeOptionMandatory(),
        options.runs(),
      ).action(async (run: string, { runs, out }: RunsOptions) => {
        await assertWritable(out);
        const folder = await findRun(runs, run);
        await exportBundle(folder, out);
        if ((await wholenessOfLearnt(folder)) === 'whole')
          note('an older version wrote its parameters, without a checksum: damage may go unnoticed');
        note(`written to ${out}`);
      }),
    )
    .addCommand(
      withOptions(
        new Command('import').description('Make a run of a .zip file.').argument('<file>', 'an exported run'),
        options.runs(),
        options.data(),
        options.with(),
      ).action(async (file: string, { runs, ...given }: RunsOptions) => {
        const dataset = await givenDataset(given).catch(() => null); // the run is there, whatever can be read of the images
        const folder = await importBundle(file, runs, dataset?.folder ?? given.data, async (half) => {
          const { claim } = await settleImport(half, dataset, threadTeam(usualThreads()));
          if (claim && claim.claimed !== claim.found) note(claimText(claim));
        });
        print(folder);
      }),
    )
    .addCommand(
      withOptions(
        new Command('reproduce')
          .description('Train a run again and compare its parameters bit for bit; exit code 1 where they differ.')
          .argument('<run>', 'its name, its folder, or an exported .zip file'),
        options.runs(),
        options.data(),
        options.with(),
        options.json(),
      ).action(reproduce),
    );
}

const claimText = ({ claimed, found }: CheckedClaim) =>
  found === null
    ? `it claims a test accuracy of ${percent(claimed)}, which cannot be checked; it says none from now on`
    : `it claims a test accuracy of ${percent(claimed)}; its parameters come to ${percent(found)}, which it says from now on`;

async function list({ runs, json }: RunsOptions): Promise<void> {
  const found = await listRuns(runs);
  if (json) return printJson(found);
  for (const { folder, state, test, validation, seconds } of found) {
    const accuracy = test === null ? (validation === null ? '–' : `${percent(validation)} validation`) : `${percent(test)} test`;
    print(`${state.padEnd(11)} ${accuracy.padEnd(20)} ${seconds.toFixed(1).padStart(8)} s  ${folder}`);
  }
}

async function reproduce(name: string, { runs, json, ...given }: RunsOptions): Promise<void> {
  const { folder: data } = await givenDataset(given);
  const zipped = name.endsWith('.zip');
  // One that is only tried leaves nothing among the runs, whatever ends it.
  const aside = zipped ? await mkdtemp(join(tmpdir(), 'kasane-reproduce-')) : null;
  const folder = aside ? join(aside, await importBundle(name, aside, data)) : await findRun(runs, name);
  try {
    const { iterations, identical, firstDifference } = await reproduceRun(folder, data, threadTeam(usualThreads()));
    if (!identical) process.exitCode = DIFFERS;
    if (json) return printJson({ run: basename(folder), iterations, identical, firstDifference });
    print(
      identical
        ? `identical: ${iterations} iterations, every parameter the same to the last bit`
        : `differs after ${iterations} iterations, first in ${firstDifference}`,
    );
  } finally {
    if (aside) await rm(aside, { recursive: true, force: true });
  }
}
