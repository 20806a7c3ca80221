import { inverseNormal } from '../../random/normal';
import type { Random } from '../../random/threefry';

export interface Initializer {
  /** The value of element `index` of the tensor numbered `tensor`. */
  draw(random: Random, tensor: number, index: number, fanIn: number, fanOut: number): number;
}

/** One number of N(0, 1). */
export const standardNormal = (random: Random, tensor: number, index: number) => inverseNormal(random.uniform(tensor, index));
