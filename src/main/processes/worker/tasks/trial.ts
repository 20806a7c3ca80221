import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { KasaneError } from '@shared/kasane-error';
import { parseCheckpoint, serializeCheckpoint } from '@shared/training/checkpoint-file';
import { SLICE_MILLISECONDS } from '@shared/training/slice';
import { type CurvePoint, createTrial, type Trial, type TrialEnd } from '@shared/training/trial';
import { trainingSetIn } from '../../../datasets/dataset-cache';
import { writeBytes } from '../../../files/whole-files';
import { recycledTeam } from '../recycled-team';
import type { WorkerFunction } from '.';

/** Undefined where it is lost or damaged. */
const checkpointIn = async (path: string) =>
  readFile(path)
    .then((bytes) => parseCheckpoint(bytes, basename(path)))
    .catch(() => undefined);

export const trial: WorkerFunction<'trial'> = async (input, { progress, breathe }) => {
  const { datasetFolder, spec, fromEpoch, untilEpoch, resume, save } = input;
  const dataset = await trainingSetIn(datasetFolder);
  const checkpoint = resume === null ? undefined : await checkpointIn(resume);
  let made: Trial;
  try {
    made = createTrial({ spec, dataset, createTeam: recycledTeam, resume: checkpoint, untilEpoch });
  } catch (error) {
    if (!(error instanceof KasaneError)) throw error;
    return { curve: [], end: 'done', refused: error.phrase, seconds: 0 };
  }
  const { session, steps } = made;
  try {
    const curve: CurvePoint[] = [];
    const run = steps();
    let end: TrialEnd | null = null;
    let seconds = 0;
    while (end === null) {
      const start = performance.now();
      do {
        const { done, value } = run.next();
        if (done) end = value;
        else if (value && value.epoch > fromEpoch) {
          curve.push(value);
          progress(value);
        }
      } while (end === null && performance.now() - start < SLICE_MILLISECONDS);
      seconds += (performance.now() - start) / 1000;
      await breathe();
    }
    if (save !== null && end === 'done') await writeBytes(save, serializeCheckpoint(session.checkpoint()));
    return { curve, end, refused: null, seconds };
  } finally {
    session.close();
  }
};
