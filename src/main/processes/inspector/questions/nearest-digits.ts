import { nearestRows } from '@shared/analysis/nearest';
import { complete } from '@shared/training/evaluation';
import { assertFits, assertWhole, subjectOf } from '../../../models/ready-models';
import { datasetIn } from '../datasets';
import { pull } from '../progress';
import type { TaskFunction } from '.';

const COUNT = 5;

/** What a subject makes of all training images: as long as it is asked about digit after digit, that is worth keeping. */
let known: { readonly key: string; readonly features: Float32Array } | null = null;

export const nearestDigits: TaskFunction<'nearestDigits'> = async ({ subject: ref, image, sources, threads }, context) => {
  const subject = await subjectOf(ref);
  const { training } = await datasetIn(sources.datasetFolder);
  assertFits(subject, training);
  assertWhole(subject, image);
  const key = `${ref.key} ${sources.datasetFolder}`;
  if (known?.key !== key) {
    const features = await subject.withTeam(threads, (classifier) =>
      pull(classifier.features(training.images), context, (done) => done / training.count),
    );
    known = { key, features };
  }
  const size = training.height * training.width;
  const point = complete(subject.classifier().features(image));
  return nearestRows(known.features, point, COUNT).map(({ index, distance }) => ({
    position: index,
    label: training.labels[index] ?? 0,
    distance,
    width: training.width,
    pixels: new Uint8Array(training.images.subarray(index * size, (index + 1) * size)),
  }));
};
