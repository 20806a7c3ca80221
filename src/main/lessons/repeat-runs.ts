/** Trains the runs of a hand-in again, from their specs and seeds: are the bytes and the figures those that were handed in? */
import { byClasses } from '@shared/data/class-names';
import { isOriginalTestSet } from '@shared/data/originals';
import { KasaneError } from '@shared/kasane-error';
import type { RunEvidence } from '@shared/lessons/evidence';
import type { Repeated, RepeatedRun } from '@shared/lessons/tabulate';
import { type Phrase, phrase } from '@shared/phrase';
import { DivergedError } from '@shared/training/diverged';
import type { Evaluation } from '@shared/training/evaluation';
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
  if (Object.keys(checksums).length === 0 || !isSameData(checksums, dataset.checksums))
    return phrase`its data are not those in use; open them, or give them by --data`;
  if (sha256 === null && end !== 'diverged') return phrase`no checksum of its parameters was handed in`;
  return null;
}

export async function repeatRuns(runs: readonly RunEvidence[], options: RepeatOptions): Promise<Repeated> {
  const repeated: RepeatedRun[] = [];
  for (const [index, run] of runs.entries()) {
    const why = obstacle(run, options.dataset);
    const onProgress = (share: number) => options.onProgress?.((index + share) / runs.length);
    repeated.push(why ? { same: null, note: why } : await repeat(run, { ...options, onProgress }));
  }
  return repeated;
}

async function repeat(run: RunEvidence, { dataset, createTeam, signal, onProgress }: RepeatOptions): Promise<RepeatedRun> {
  const { spec, changes, end, iteration } = run;
  let session: TrainingSession | null = null;
  const evaluations = new Map<string, Evaluation>();
  try {
    const own = new TrainingSession({ spec, changes, createTeam, dataset: { ...dataset, ...byClasses(dataset, spec.network.classes) } });
    session = own;
    await runSliced(own.events(), {
      ...(signal && { signal }),
      milliseconds: SLICE_MILLISECONDS,
      each(event) {
        if (event.type === 'iteration' && end === 'stopped' && event.iteration === iteration) own.requestStop();
        if (event.type === 'evaluated') evaluations.set(event.set, event.evaluation);
      },
      between: () => onProgress?.(own.iteration / own.iterations),
    });
    if (parametersSum(own.parameters()) !== run.sha256) return { same: false, note: null };
    const note = otherFigure(run, own, evaluations);
    return { same: note === null, note };
  } catch (error) {
    if (error instanceof DivergedError) return { same: end === 'diverged', note: null };
    if (error instanceof KasaneError) return { same: null, note: error.phrase };
    throw error;
  } finally {
    session?.close();
  }
}

/** The first figure of a run that its parameters do not come to. */
function otherFigure(run: RunEvidence, session: TrainingSession, evaluations: ReadonlyMap<string, Evaluation>): Phrase | null {
  const test = evaluations.get('test');
  const figures: readonly (readonly [Phrase, number | null, number | undefined])[] = [
    [phrase`test accuracy`, run.test, test?.accuracy],
    [phrase`mistakes`, run.mistakes, test && test.images - test.correct],
    [phrase`training accuracy`, run.training, evaluations.get('training')?.accuracy],
    [phrase`parameters`, run.parameters, session.parameterCount],
    [phrase`iterations`, run.iteration, session.iteration],
  ];
  const other = figures.find(([, told, found]) => told !== null && found !== undefined && Math.abs(told - found) > 1e-9);
  if (other) return phrase`${other[0]}: ${other[1] ?? ''} was handed in, ${other[2] ?? ''} is right`;
  return run.original === isOriginalTestSet(run.checksums) ? null : phrase`its data are not what is told of them`;
}
