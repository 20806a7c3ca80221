import { nearestRows } from '@shared/analysis/nearest';
import { complete } from '@shared/training/evaluation';
import { datasetIn } from '../../../datasets/dataset-cache';
import { assertFits, assertWhole, subjectOf } from '../../../models/ready-models';
import { pull } from '../progress';
import type { TaskFunction } from '.';

const COUNT = 5;

/** What a subject makes of all training images: as long as it is asked about digit after digit, that is worth keeping. */
let known: { readonly key: string; readonly features: Float32Array } | null = null;

export const nearestDigits: TaskFunction<'nearestDigits'> = async ({ subject: ref, image, sources, threads }, context) => {
  const subject = await subjectOf(ref);
  const { training } = await datasetIn(sources.datasetFolder);
  assertFits(subject, training.shape);
  assertWhole(subject, image);
  const key = `${ref.key} ${sources.datasetFolder}`;
  if (known?.key !== key) {
    const features = await subject.withTeam(threads, (classifier) =>
      pull(classifier.features(training.pixels), context, (done) => done / training.count),
    );
    known = { key, features };
  }
  const point = complete(subject.classifier().features(image));
  return nearestRows(known.features, point, COUNT).map(({ index, distance }) => ({
    position: index,
    label: training.labels[index] ?? 0,
    distance,
    width: training.shape[1],
    pixels: new Uint8Array(training.image(index)),
  }));
};
