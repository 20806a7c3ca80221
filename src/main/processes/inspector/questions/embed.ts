/** UMAP (McInnes, Healy and Melville 2018) by umap-js, its random numbers drawn from the seed, so that the map comes out the same each time. */

import { spread } from '@shared/data/image-set';
import { createRandom } from '@shared/random/threefry';
import { UMAP } from 'umap-js';
import { assertFits, subjectOf } from '../../../models/ready-models';
import { Cancelled, otherWork, pull } from '../progress';
import { selectionOf } from '../selection';
import type { TaskFunction } from '.';

const MOST_IMAGES = 2000;
const SEED = 1;
/** Shares of the time: the network's answers, and laying the map out. */
const ASKING = 0.1;

export const embed: TaskFunction<'embed'> = async ({ subject: ref, set, of, sources, threads }, context) => {
  const subject = await subjectOf(ref);
  const { images: all } = await selectionOf(set, of ? await subjectOf(of) : subject, sources);
  assertFits(subject, all.shape);
  // Spread over the set, for the second half of MNIST's test digits is easier than the first.
  const images = spread(all.count, MOST_IMAGES);
  const count = images.length;
  const chosen = all.pick(images);
  const features = await subject.withTeam(threads, (classifier) =>
    pull(classifier.features(chosen.pixels), context, (done) => (done / count) * ASKING),
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
  for (let epoch = 0; epoch < epochs; epoch++) {
    umap.step();
    if (epoch % 5 !== 0) continue;
    context.progress(ASKING + ((1 - ASKING) * epoch) / epochs);
    await otherWork();
    if (context.isCancelled()) throw new Cancelled();
  }
  const places = umap.getEmbedding();
  const axis = (which: 0 | 1) => Float32Array.from(places, (place) => place[which] ?? 0);
  return { images, x: axis(0), y: axis(1) };
};
