/** UMAP (McInnes, Healy and Melville 2018) by umap-js, its random numbers drawn from the seed, so that the map comes out the same each time. */

import { numberAt } from '@shared/at';
import { spread } from '@shared/data/image-set';
import { createRandom } from '@shared/random/threefry';
import { UMAP } from 'umap-js';
import { assertFits } from '../../../models/fits';
import { runSliced } from '../../run-sliced';
import { selectionOf } from '../selection';
import type { QuestionFunction } from '.';

const MOST_IMAGES = 2000;
const SEED = 1;
/** Shares of the time: the forward passes and UMAP. */
const FORWARD = 0.1;

export const embed: QuestionFunction<'embed'> = async ({ model: id, set, of }, context) => {
  const { surroundings, progress, signal } = context;
  const model = await context.model(id);
  const { images: all } = await selectionOf(set, of ? await context.model(of) : model, surroundings.folders);
  assertFits(model, all.shape);
  // Spread over the set, for the second half of MNIST's test digits is easier than the first.
  const images = spread(all.count, MOST_IMAGES);
  const count = images.length;
  const chosen = all.pick(images);
  const features = await model.withTeam(surroundings.threads, (classifier) =>
    runSliced(classifier.features(chosen.pixels), { signal, last: (done) => progress((done / count) * FORWARD) }),
  );
  const size = features.length / count;
  const rows = Array.from({ length: count }, (_, row) => Array.from(features.subarray(row * size, (row + 1) * size)));
  const random = createRandom(SEED, 'shuffle');
  let drawn = 0;
  const umap = new UMAP({
    nComponents: 2,
    nNeighbors: Math.min(15, Math.max(2, count - 1)),
    minDist: 0.1,
    random: () => random.uniform(0, drawn++),
  });
  const epochs = umap.initializeFit(rows);
  function* layOut(): Generator<number, void> {
    for (let epoch = 0; epoch < epochs; epoch++) {
      umap.step();
      yield epoch;
    }
  }
  await runSliced(layOut(), { signal, last: (epoch) => progress(FORWARD + ((1 - FORWARD) * epoch) / epochs) });
  const places = umap.getEmbedding();
  const axis = (which: 0 | 1) => Float32Array.from(places, (place) => numberAt(place, which));
  return { images, x: axis(0), y: axis(1) };
};
