/** `kasane train --repeats N`: a group of runs, and what they come to together. */
import type { NamedTensor } from '@shared/nn/parameter';
import { dataSizeOf } from '@shared/spec/examine-data';
import type { RunSpec } from '@shared/spec/run-spec';
import { firstSpec, type RepeatFigure, repeatFigures, summaries } from '@shared/studies/repeats';
import { admit } from '@shared/training/admit';
import { drawingsFolderOf } from '../datasets/drawings/drawings-file';
import { drawingsOf } from '../datasets/drawings/with-drawings';
import { type LoadedDataset, loadDataset } from '../datasets/load-dataset';
import { Cancelled } from '../processes/child';
import { launchNodeProcess } from '../processes/launch-node';
import { createPool } from '../queue/local-pool';
import { readInitial } from '../runs/initial-parameters';
import { usualDrawingsFolder } from '../runs/location';
import { assertSameData, imagesOf } from '../runs/reproduce';
import { conductRepeats, type RepeatsJob } from '../studies/repeats/conduct-repeats';
import { groupName, repeatsOf } from '../studies/repeats/train-repeat';
import { usualThreads } from '../threads/team';
import { note, percent, print, printJson } from './output';

const INTERRUPTED = 130;

interface RepeatsOptions {
  readonly runs: string;
  readonly data?: string;
  readonly drawings?: string;
  readonly threads?: number;
  readonly json?: boolean;
}

interface Wanted {
  readonly dataset: LoadedDataset;
  readonly spec: RunSpec;
  readonly parameters?: readonly NamedTensor[] | undefined;
}

/** What cannot be trained is refused once, before any process is started. */
export function groupOf({ dataset, spec, parameters }: Wanted, of: number, given: RepeatsOptions): RepeatsJob {
  admit({ ...spec, data: { ...spec.data, drawings: false } }, dataSizeOf(dataset)); // those are counted where they are read
  const drawingsFolder = given.drawings ?? drawingsFolderOf(usualDrawingsFolder(), dataset.training);
  return {
    runsFolder: given.runs,
    datasetFolder: dataset.folder,
    drawingsFolder,
    spec,
    parameters: parameters ?? null,
    group: groupName(spec, of),
    of,
  };
}

/** A group that was begun before, by its name; null where there is none of that name. */
export async function resumedGroup(name: string, given: RepeatsOptions): Promise<RepeatsJob | null> {
  const [member] = (await repeatsOf(given.runs, name)).values();
  const repeat = member?.record.repeat;
  if (!repeat) return null;
  const { folder, record } = member;
  const datasetFolder = given.data ?? imagesOf(folder, record);
  assertSameData(folder, record, await loadDataset(datasetFolder));
  return {
    ...{ runsFolder: given.runs, datasetFolder, drawingsFolder: drawingsOf(folder) },
    ...{ spec: firstSpec(record.spec, repeat), parameters: await readInitial(folder), group: repeat.group, of: repeat.of },
  };
}

export async function trainRepeats(job: RepeatsJob, { threads = usualThreads(), json }: RepeatsOptions): Promise<void> {
  const pool = createPool(threads, launchNodeProcess);
  const interruption = new AbortController();
  // The second time it ends at once.
  const interrupt = () => {
    if (interruption.signal.aborted) process.exit(INTERRUPTED);
    interruption.abort();
  };
  process.on('SIGINT', interrupt);
  const start = performance.now();
  try {
    const outcomes = await conductRepeats(job, pool, {
      signal: interruption.signal,
      done: (number, { seed, testAccuracy, run }) =>
        note(
          `${number} of ${job.of}: seed ${seed}, test accuracy ${testAccuracy === null ? '–' : percent(testAccuracy)}, kept as “${run}”`,
        ),
    });
    const found = summaries(outcomes);
    const each = (part: 'mean' | 'deviation') => Object.fromEntries(repeatFigures.map((name) => [name, found[name]?.[part] ?? null]));
    const seconds = Number(((performance.now() - start) / 1000).toFixed(1));
    if (json) return printJson({ repeats: outcomes, mean: each('mean'), deviation: each('deviation'), seconds, group: job.group });
    const told = (name: RepeatFigure) => {
      const summary = found[name];
      if (!summary) return 'not known of all of them';
      return `${percent(summary.mean)} ± ${percent(summary.deviation)} (${summary.count} runs, sample standard deviation)`;
    };
    print(`${job.of} runs in ${seconds} s, kept as the group “${job.group}”`);
    print(`training accuracy ${told('trainAccuracy')}`);
    print(`test accuracy     ${told('testAccuracy')}`);
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
    note(`interrupted; go on with: train --resume "${job.group}"`);
    process.exitCode = INTERRUPTED;
  } finally {
    process.off('SIGINT', interrupt);
    pool.close();
  }
}
