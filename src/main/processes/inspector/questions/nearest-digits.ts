import { nearestRows } from '@shared/analysis/nearest';
import { byteAt } from '@shared/at';
import { labelledAs } from '@shared/data/class-names';
import { complete } from '@shared/training/evaluation';
import { datasetIn } from '../../../datasets/dataset-cache';
import { assertFits } from '../../../models/fits';
import { assertWhole } from '../../../models/ready-models';
import { runSliced } from '../../run-sliced';
import type { QuestionFunction } from '.';

const COUNT = 5;

/** A model's features of all training images: worth keeping while digit after digit is looked up. */
let known: { readonly key: string; readonly pixels: Uint8Array; readonly features: Float32Array } | null = null;

export const nearestDigits: QuestionFunction<'nearestDigits'> = async ({ model: id, image }, context) => {
  const { surroundings, progress, signal } = context;
  const model = await context.model(id);
  const training = labelledAs((await datasetIn(surroundings.folders.dataset)).training, model.spec.network.classes);
  assertFits(model, training.shape);
  assertWhole(model, image);
  const { key } = context.refOf(id);
  if (known?.key !== key || known.pixels !== training.pixels) {
    const features = await model.withTeam(surroundings.threads, (classifier) =>
      runSliced(classifier.features(training.pixels), { signal, last: (done) => progress(done / training.count) }),
    );
    known = { key, pixels: training.pixels, features };
  }
  const point = complete(model.classifier().features(image));
  return nearestRows(known.features, point, COUNT).map(({ index, distance }) => ({
    position: index,
    label: byteAt(training.labels, index),
    distance,
    width: training.shape[1],
    channels: training.shape[2],
    pixels: new Uint8Array(training.image(index)),
  }));
};
