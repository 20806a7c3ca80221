import { nearestRows } from '@shared/analysis/nearest';
import { complete } from '@shared/training/evaluation';
import { datasetIn } from '../../../datasets/dataset-cache';
import { assertFits, assertWhole } from '../../../models/ready-models';
import { runSliced } from '../../run-sliced';
import type { QuestionFunction } from '.';

const COUNT = 5;

/** What a model makes of all training images: as long as it is asked about digit after digit, that is worth keeping. */
let known: { readonly key: string; readonly features: Float32Array } | null = null;

export const nearestDigits: QuestionFunction<'nearestDigits'> = async ({ model: id, image }, context) => {
  const { surroundings, progress, signal } = context;
  const model = await context.model(id);
  const { training } = await datasetIn(surroundings.folders.dataset);
  assertFits(model, training.shape);
  assertWhole(model, image);
  const key = `${context.refOf(id).key} ${surroundings.folders.dataset}`;
  if (known?.key !== key) {
    const features = await model.withTeam(surroundings.threads, (classifier) =>
      runSliced(classifier.features(training.pixels), { signal, last: (done) => progress(done / training.count) }),
    );
    known = { key, features };
  }
  const point = complete(model.classifier().features(image));
  return nearestRows(known.features, point, COUNT).map(({ index, distance }) => ({
    position: index,
    label: training.labels[index] ?? 0,
    distance,
    width: training.shape[1],
    pixels: new Uint8Array(training.image(index)),
  }));
};
