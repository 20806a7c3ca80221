/** One run of a group: found where it was begun already and gone on with, else begun. */
import { basename, join } from 'node:path';
import type { RepeatInput } from '@shared/contracts/processes';
import { errorFrom } from '@shared/kasane-error';
import type { RunSpec } from '@shared/spec/run-spec';
import { type Repeat, type RepeatOutcome, repeatSpec } from '@shared/studies/repeats';
import { DIVERGED } from '@shared/training/diverged';
import type { TrainingEvent } from '@shared/training/events';
import { datasetIn } from '../../datasets/dataset-cache';
import { drawingsFolderOf } from '../../datasets/drawings/drawings-file';
import { withDrawings } from '../../datasets/drawings/with-drawings';
import { asFileName, folderNames } from '../../files/folder-names';
import { beginRun, resumeRun } from '../../runs/begin';
import { conduct } from '../../runs/conduct';
import { type Evaluations, readEvaluations } from '../../runs/evaluation-file';
import { type RunRecord, readRecord } from '../../runs/record';
import { createWatch } from '../../runs/watch';
import { threadTeam } from '../../threads/team';

export interface RepeatListener {
  readonly signal?: AbortSignal | undefined;
  begun(folder: string, iterations: number): void;
  receive(event: TrainingEvent): void;
  between(): Promise<void> | undefined;
}

/** The runs of a group that there are, by their numbers; of several of one number the first. */
export async function repeatsOf(
  runsFolder: string,
  group: string,
): Promise<Map<number, { readonly folder: string; readonly record: RunRecord }>> {
  const found = new Map<number, { readonly folder: string; readonly record: RunRecord }>();
  for (const name of (await folderNames(runsFolder)).toSorted()) {
    const folder = join(runsFolder, name);
    const record = await readRecord(folder).catch(() => null);
    if (record?.repeat?.group === group && !found.has(record.repeat.number)) found.set(record.repeat.number, { folder, record });
  }
  return found;
}

/** Throws what beginning, resuming and conducting a run throws, and the signal's reason where it is aborted. */
export async function trainRepeat(input: RepeatInput, listener: RepeatListener): Promise<RepeatOutcome> {
  const { runsFolder, datasetFolder, spec: first, repeat, threads } = input;
  const known = (await repeatsOf(runsFolder, repeat.group)).get(repeat.number);
  const status = known?.record.status;
  if (known && status?.phase === 'finished' && status.reason !== 'stopped') return outcomeOf(known.folder, known.record);
  // It would only diverge again.
  if (status?.phase === 'failed' && status.error.name === DIVERGED) throw errorFrom(status.error);
  const dataset = await datasetIn(datasetFolder);
  const spec = repeatSpec(first, repeat.number);
  const options = { createTeam: threadTeam(threads), onTrouble: () => undefined };
  const begun = known
    ? await resumeRun(known.folder, { ...options, dataset })
    : await beginRun({
        ...options,
        ...{ runsFolder, spec, repeat, parameters: input.parameters ?? undefined },
        dataset: await withDrawings(dataset, spec, drawingsFolderOf(input.drawingsFolder, dataset.training)),
      });
  listener.begun(basename(begun.recorder.folder), begun.session.iterations);
  const watch = createWatch(begun.session, (more) => begun.recorder.see(more), { isUnseen: true });
  await conduct(begun, {
    receive(event) {
      watch.receive(event);
      listener.receive(event);
    },
    afterSlice: () => listener.between(),
    signal: listener.signal,
  });
  return outcomeOf(begun.recorder.folder, await readRecord(begun.recorder.folder));
}

async function outcomeOf(folder: string, { spec, outcome }: RunRecord): Promise<RepeatOutcome> {
  const { test, training, validation }: Evaluations = await readEvaluations(folder).catch(() => ({}));
  return {
    ...{ seed: spec.seed, run: basename(folder), seconds: outcome?.seconds ?? null },
    testAccuracy: test?.evaluation.accuracy ?? null,
    trainAccuracy: training?.evaluation.accuracy ?? null,
    validationAccuracy: validation?.evaluation.accuracy ?? null,
  };
}

/** `2026-11-24 03.45.32 Small CNN ×5` */
export const groupName = ({ name }: RunSpec, count: number): string =>
  `${new Date().toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '.')} ${asFileName(name)} ×${count}`;

export const numbersOf = ({ of }: Pick<Repeat, 'of'>): number[] => Array.from({ length: of }, (_, index) => index + 1);
