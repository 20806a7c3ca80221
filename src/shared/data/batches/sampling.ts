/** Which training images make up the batch of an iteration: a pure function of (seed, iteration, row). */
import { integerAt } from '../../at';
import { permutation } from '../../random/permutation';
import { createRandom } from '../../random/threefry';

export interface Sampler {
  /** The image in `row` of the batch of `iteration`. */
  imageAt(iteration: number, row: number): number;
}

export interface Sampling {
  readonly label: string;
  readonly help: string;
  /** Samples in the batch of `iteration` (from 1). */
  rows(iteration: number, images: number, batchSize: number): number;
  create(seed: number, images: number, batchSize: number): Sampler;
}

export const samplings = {
  /** The first app's: every batch is drawn anew, images may repeat. */
  replacement: {
    label: 'Random, with replacement',
    help: 'Each batch is drawn anew from all images, as in the first app and the book.',
    rows: (_iteration, _images, batchSize) => batchSize,
    create(seed, images) {
      const random = createRandom(seed, 'sampling');
      return { imageAt: (iteration, row) => random.below(images, iteration, row) };
    },
  },
  /** Every image once an epoch, in an order of its own for each epoch; the last batch may be smaller. */
  epochs: {
    label: 'Shuffled epochs',
    help: 'Every image once an epoch, in a new order each time; the last batch may be smaller.',
    rows: (iteration, images, batchSize) => Math.min(batchSize, images - ((iteration - 1) % Math.ceil(images / batchSize)) * batchSize),
    create(seed, images, batchSize) {
      const random = createRandom(seed, 'shuffle');
      const batches = Math.ceil(images / batchSize);
      let epoch = -1;
      let order = new Uint32Array(0);
      return {
        imageAt(iteration, row) {
          const wanted = Math.floor((iteration - 1) / batches);
          if (wanted !== epoch) {
            order = permutation(images, random, wanted);
            epoch = wanted;
          }
          return integerAt(order, ((iteration - 1) % batches) * batchSize + row);
        },
      };
    },
  },
} satisfies Record<string, Sampling>;

export type SamplingName = keyof typeof samplings;
export const samplingNames = Object.keys(samplings) as SamplingName[];
