/** Trains the runs of a hand-in again, from their specs and seeds, and compares the checksums of their parameters. */

import { byClasses } from '@shared/data/class-names';
import { KasaneError } from '@shared/kasane-error';
import type { RunEvidence } from '@shared/lessons/evidence';
import type { Repeated } from '@shared/lessons/tabulate';
import { type Phrase, phrase } from '@shared/phrase';
import { DivergedError } from '@shared/training/diverged';
import { TrainingSession } from '@shared/training/session';
import type { TeamFactory } from '@shared/training/team';
import type { LoadedDataset } from '../datasets/load-dataset';
import { runSliced } from '../processes/run-sliced';
import { isSameData } from '../runs/reproduce';
import { parametersSum } from './evidence';

/** The longest that other questions wait meanwhile. */
const SLICE_MILLISECONDS = 50;

export interface RepeatOptions {
  readonly dataset: LoadedDataset;
  readonly createTeam: TeamFactory;
  /** 0 … 1. */
  onProgress?(share: number): void;
  readonly signal?: AbortSignal | undefined;
}

/** Why a run cannot be trained again from what was handed in; null where it can. */
function obstacle({ from, spec, checksums, sha256, end }: RunEvidence, dataset: LoadedDataset): Phrase | null {
  if (from === 'imported') return phrase`it began with trained parameters, which are not handed in`;
  if (spec.data.drawings) return phrase`it was trained on drawings too, which are not handed in`;
  if (!isSameData(checksums, dataset.checksums)) return phrase`its data are not those in use; open them, or give them by --data`;
  if (sha256 === null && end !== 'diverged') return phrase`no checksum of its parameters was handed in`;
  return null;
}

export async function repeatRuns(runs: readonly RunEvidence[], options: RepeatOptions): Promise<Repeated> {
  const repeated: Record<string, boolean | Phrase> = {};
  for (const [index, run] of runs.entries()) {
    const why = obstacle(run, options.dataset);
    repeated[run.folder] = why ?? (await isRepeated(run, options, (share) => options.onProgress?.((index + share) / runs.length)));
  }
  return repeated;
}

async function isRepeated(
  { spec, changes, end, iteration, sha256 }: RunEvidence,
  { dataset, createTeam, signal }: RepeatOptions,
  onProgress: (share: number) => void,
): Promise<boolean | Phrase> {
  const session = new TrainingSession({
    ...{ spec, changes, createTeam },
    dataset: { ...dataset, ...byClasses(dataset, spec.network.classes) },
    evaluations: { eachEpoch: [], atEnd: [] },
  });
  try {
    await runSliced(session.events(), {
      ...(signal && { signal }),
      milliseconds: SLICE_MILLISECONDS,
      each(event) {
        if (event.type === 'iteration' && end === 'stopped' && event.iteration === iteration) session.requestStop();
      },
      between: () => onProgress(session.iteration / session.iterations),
    });
    return end !== 'diverged' && parametersSum(session.parameters()) === sha256;
  } catch (error) {
    if (error instanceof DivergedError) return end === 'diverged';
    if (error instanceof KasaneError) return error.phrase;
    throw error;
  } finally {
    session.close();
  }
}
