/** Trains a run again from its spec, seed and data, and compares what comes of it with what is kept, bit for bit. */
import { basename } from 'node:path';
import type { Reproduction } from '@shared/contracts/run';
import type { NamedTensor } from '@shared/nn/parameter';
import { phrase } from '@shared/phrase';
import { TrainingSession } from '@shared/training/session';
import type { TeamFactory } from '@shared/training/team';
import { datasetIn } from '../datasets/dataset-cache';
import { drawingsOf, withDrawings } from '../datasets/drawings/with-drawings';
import type { LoadedDataset } from '../datasets/load-dataset';
import { runSliced } from '../processes/run-sliced';
import { readRunParameters } from './checkpoints';
import { readInitial } from './initial-parameters';
import { type RunRecord, readRecord } from './record';
import { RunFolderError } from './run-folder-error';

/** The longest that other questions wait meanwhile. */
const SLICE_MILLISECONDS = 50;

export interface ReproduceOptions {
  /** 0 … 1. */
  onProgress?(share: number): void;
  readonly signal?: AbortSignal;
}

/**
 * Throws a RunFolderError where the data are not those the run was trained on, or it was trained on a file that is not kept,
 * and the signal's reason where it is aborted.
 */
export async function reproduceRun(
  folder: string,
  datasetFolder: string,
  createTeam: TeamFactory,
  { onProgress, signal }: ReproduceOptions = {},
): Promise<Reproduction> {
  const record = await readRecord(folder);
  const dataset = await datasetIn(datasetFolder);
  assertSameData(folder, record, dataset);
  const initial = await readInitial(folder);
  if (record.from === 'imported' && !initial) {
    throw new RunFolderError(
      phrase`${basename(folder)}: the file it began with was not kept by this older run; it cannot be trained again`,
    );
  }
  const kept = await readRunParameters(folder);
  const { spec, changes } = record;
  const session = new TrainingSession({
    spec,
    changes,
    dataset: await withDrawings(dataset, spec, drawingsOf(folder), 'own'),
    createTeam,
    parameters: initial ?? undefined,
    evaluations: { eachEpoch: [], atEnd: [] },
  });
  try {
    // What did not run to its end is compared where its parameters were kept.
    const { status } = record;
    const target = status.phase === 'finished' && status.reason !== 'stopped' ? Number.POSITIVE_INFINITY : kept.iteration;
    if (target > 0) {
      await runSliced(session.events(), {
        signal,
        milliseconds: SLICE_MILLISECONDS,
        each(event) {
          if (event.type === 'iteration' && event.iteration === target) session.requestStop();
        },
        between: () => onProgress?.(session.iteration / Math.min(target, session.iterations)),
      });
    }
    const firstDifference = differing(kept.isFinal ? session.parameters() : session.checkpoint().parameters, kept.tensors);
    return { iterations: session.iteration, identical: firstDifference === null, firstDifference };
  } finally {
    session.close();
  }
}

export function assertSameData(folder: string, { dataset: { checksums } }: RunRecord, dataset: LoadedDataset): void {
  const parts = otherParts(checksums, dataset.checksums);
  if (parts.length === 0) return;
  throw new RunFolderError(
    phrase`${basename(folder)}: ${parts.join(', ')} in ${dataset.folder} differ from those it began with; give the folder that has them`,
  );
}

type Checksums = Readonly<Record<string, string>>;

/** Where its images lie. Throws a RunFolderError of an imported run whose images have not been here. */
export function imagesOf(folder: string, { dataset }: RunRecord): string {
  if (dataset.folder !== '') return dataset.folder;
  const name = basename(folder);
  throw new RunFolderError(
    phrase`${name}: was trained on images that were not here when it was imported; open those and import it again`,
    name,
  );
}

export const isSameData = (wanted: Checksums, found: Checksums): boolean => otherParts(wanted, found).length === 0;

const otherParts = (wanted: Checksums, found: Checksums): string[] => Object.keys(wanted).filter((part) => wanted[part] !== found[part]);

function differing(made: readonly NamedTensor[], kept: readonly NamedTensor[]): string | null {
  const found = made.find(({ name, values }) => {
    const other = kept.find((each) => each.name === name)?.values;
    return (
      !other ||
      !Buffer.from(values.buffer, values.byteOffset, values.byteLength).equals(
        Buffer.from(other.buffer, other.byteOffset, other.byteLength),
      )
    );
  });
  return found?.name ?? null;
}
