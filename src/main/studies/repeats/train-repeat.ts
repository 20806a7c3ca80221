/** One run of a group: found where it was begun already and gone on with, else begun. */
import { basename, join } from 'node:path';
import type { RepeatInput } from '@shared/contracts/processes';
import { errorFrom } from '@shared/kasane-error';
import type { RunSpec } from '@shared/spec/run-spec';
import { type RepeatOutcome, repeatSpec } from '@shared/studies/repeats';
import { DIVERGED } from '@shared/training/diverged';
import type { TrainingEvent } from '@shared/training/events';
import type { TrainingSession } from '@shared/training/session';
import { datasetIn } from '../../datasets/dataset-cache';
import { drawingsOf, withDrawings } from '../../datasets/drawings/with-drawings';
import { datedName, folderNames } from '../../files/folder-names';
import { beginRun, resumeRun } from '../../runs/begin';
import { conduct } from '../../runs/conduct';
import { type Evaluations, readEvaluations } from '../../runs/evaluation-file';
import { type RunRecord, readRecord } from '../../runs/record';
import { assertSameData } from '../../runs/reproduce';
import { createWatch } from '../../runs/watch';
import { threadTeam } from '../../threads/team';

export interface RepeatListener {
  readonly signal?: AbortSignal | undefined;
  begun(folder: string, at: Pick<TrainingSession, 'iteration' | 'iterations'>): void;
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
  const all = await repeatsOf(runsFolder, repeat.group);
  const known = all.get(repeat.number);
  const status = known?.record.status;
  if (known && status?.phase === 'finished' && status.reason !== 'stopped') return outcomeOf(known.folder, known.record);
  // It would only diverge again.
  if (status?.phase === 'failed' && status.error.name === DIVERGED) throw errorFrom(status.error);
  const dataset = await datasetIn(datasetFolder);
  const spec = repeatSpec(first, repeat.number);
  let trouble: Error | null = null;
  const options = {
    createTeam: threadTeam(threads),
    onTrouble(error: Error | null) {
      trouble = error;
    },
  };
  // All of a group train on the same images and drawings, whatever has become of those meanwhile.
  const [other] = all.values();
  if (other) assertSameData(other.folder, other.record, dataset);
  const begun = known
    ? await resumeRun(known.folder, { ...options, dataset })
    : await beginRun({
        ...options,
        ...{ runsFolder, spec, repeat, parameters: input.parameters ?? undefined },
        dataset: await (other
          ? withDrawings(dataset, spec, drawingsOf(other.folder), 'own')
          : withDrawings(dataset, spec, input.drawingsFolder)),
      });
  const { recorder } = begun;
  listener.begun(basename(recorder.folder), begun.session);
  const watch = createWatch(begun.session, (more) => recorder.see(more), { isUnseen: true });
  const { kept } = await conduct(begun, {
    receive(event) {
      watch.receive(event);
      listener.receive(event);
    },
    async afterSlice() {
      await listener.between();
      if (!listener.signal?.aborted) return;
      await recorder.checkpoint();
      await recorder.setStatus({ phase: 'paused' });
    },
    signal: listener.signal,
  });
  if (!kept) throw trouble ?? new Error(`${basename(recorder.folder)} could not be written down`);
  return outcomeOf(recorder.folder, await readRecord(recorder.folder));
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
export const groupName = ({ name }: RunSpec, count: number): string => `${datedName(new Date().toISOString(), name)} ×${count}`;
