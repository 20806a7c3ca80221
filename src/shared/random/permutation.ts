import { integerAt } from '../at';
import type { Random } from './threefry';

/** 0 … count − 1 in random order (Fisher–Yates); `step` tells one shuffle of a purpose from the next, such as the epoch. */
export function permutation(count: number, random: Random, step: number): Uint32Array<ArrayBuffer> {
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = random.below(last + 1, step, last);
    const moved = integerAt(order, last);
    order[last] = integerAt(order, other);
    order[other] = moved;
  }
  return order;
}
