import { basename } from 'node:path';
import { KasaneError } from '@shared/kasane-error';
import { parseCheckpoint, serializeCheckpoint } from '@shared/training/checkpoint-file';
import { createTrial, type EpochPoint, type Trial } from '@shared/training/trial';
import { trainingSetIn } from '../../../datasets/dataset-cache';
import { LARGEST_TENSORS, readBytes, writeBytes } from '../../../files/whole-files';
import { recycledTeam } from '../../../threads/team';
import { runSliced } from '../../run-sliced';
import type { WorkerFunction } from '.';

/** The longest that a worker does not hear that it is to hold. */
const SLICE_MILLISECONDS = 50;

/** Undefined where it is lost or damaged. */
const checkpointIn = async (path: string) =>
  readBytes(path, LARGEST_TENSORS)
    .then((bytes) => parseCheckpoint(bytes, basename(path)))
    .catch(() => undefined);

/** Of the calling thread alone, for there is a process for each core; one for all trials, whose memory it uses again. */
const createTeam = recycledTeam(1);

export const trial: WorkerFunction<'trial'> = async (input, { progress, signal, whileHeld }) => {
  const { datasetFolder, spec, fromEpoch, untilEpoch, resume, save } = input;
  const dataset = await trainingSetIn(datasetFolder);
  const checkpoint = resume === null ? undefined : await checkpointIn(resume);
  let made: Trial;
  try {
    made = createTrial({ spec, dataset, createTeam, resume: checkpoint, untilEpoch });
  } catch (error) {
    if (!(error instanceof KasaneError)) throw error;
    return { curve: [], end: 'done', refused: error.phrase, seconds: 0 };
  }
  const { session, steps } = made;
  try {
    const curve: EpochPoint[] = [];
    let seconds = 0;
    let start = performance.now();
    const end = await runSliced(steps(), {
      signal,
      milliseconds: SLICE_MILLISECONDS,
      each(point) {
        if (!point || point.epoch <= fromEpoch) return;
        curve.push(point);
        progress(point);
      },
      last() {
        seconds += (performance.now() - start) / 1000;
      },
      // What it waits for others is not its own time.
      async between() {
        await whileHeld();
        start = performance.now();
      },
    });
    seconds += (performance.now() - start) / 1000;
    if (save !== null && end === 'done') await writeBytes(save, serializeCheckpoint(session.checkpoint()));
    return { curve, end, refused: null, seconds };
  } finally {
    session.close();
  }
};
