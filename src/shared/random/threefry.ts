/**
 * Counter-based random numbers: Threefry-2×32 with 20 rounds (Salmon et al., "Parallel random numbers: as easy as
 * 1, 2, 3", SC 2011). A number is a pure function of (seed, purpose, step, index); there is no stream to keep, so any
 * thread can draw any number in any order, and a resumed run draws what an uninterrupted one would have.
 */
import { numberAt } from '../at';

/** What numbers are drawn for. Two purposes never share numbers; the values are part of a run's reproducibility. */
export const purposes = { initialization: 1, sampling: 2, split: 3, shuffle: 4, dropout: 5, augmentation: 6, search: 7, aside: 8 } as const;
export type Purpose = keyof typeof purposes;

const ROTATIONS = [13, 15, 26, 6, 17, 29, 16, 24] as const;
const PARITY = 0x1bd11bda;

/** The block cipher itself: two key words and two counter words to two random words, all uint32. */
export function threefry(key0: number, key1: number, counter0: number, counter1: number): readonly [number, number] {
  const keys = [key0, key1, PARITY ^ key0 ^ key1] as const;
  let x0 = (counter0 + key0) | 0;
  let x1 = (counter1 + key1) | 0;
  for (let group = 0; group < 5; group++) {
    const first = (group % 2) * 4;
    for (let round = first; round < first + 4; round++) {
      const rotation = numberAt(ROTATIONS, round);
      x0 = (x0 + x1) | 0;
      x1 = ((x1 << rotation) | (x1 >>> (32 - rotation))) ^ x0;
    }
    const injection = group + 1;
    x0 = (x0 + numberAt(keys, injection % 3)) | 0;
    x1 = (x1 + numberAt(keys, (injection + 1) % 3) + injection) | 0;
  }
  return [x0 >>> 0, x1 >>> 0];
}

/** The random numbers of one seed and purpose. */
export interface Random {
  /** Uniform on (0, 1), 52 bits, never 0 or 1. */
  uniform(step: number, index: number): number;
  /** A whole number of 0 … count − 1, each equally likely to within count / 2³². */
  below(count: number, step: number, index: number): number;
}

export function createRandom(seed: number, purpose: Purpose): Random {
  const key = purposes[purpose];
  return {
    uniform(step, index) {
      const [high, low] = threefry(seed, key, step, index);
      return (high * 2 ** 20 + (low >>> 12) + 0.5) / 2 ** 52;
    },
    below(count, step, index) {
      return Math.floor((threefry(seed, key, step, index)[0] / 2 ** 32) * count);
    },
  };
}
