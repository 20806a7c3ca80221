import { threefry } from '../../random/threefry';
import type { RandomKernels } from '../kernels';
import type { Access } from './access';

export const randomKernels = ({ values, value }: Access): RandomKernels => ({
  dropout(x, y, count, threshold, scale, key0, key1, step, first) {
    for (let i = 0; i < count; i++) {
      values[y + i] = wordOf(first + i, key0, key1, step) >= threshold ? value(x + i) * scale : 0;
    }
  },
  uniform(y, count, reach, key0, key1, step, first) {
    for (let i = 0; i < count; i++) values[y + i] = ((wordOf(first + i, key0, key1, step) | 0) / 2 ** 31) * reach;
  },
  addNoise(y, count, factor, key0, key1, step, first) {
    for (let i = 0; i < count; i++) {
      const word = wordOf(first + i, key0, key1, step);
      const sum = [0, 8, 16, 24].reduce((all, shift) => all + ((word >>> shift) & 255), 0);
      values[y + i] = value(y + i) + (sum - 510) * factor;
    }
  },
});

function wordOf(element: number, key0: number, key1: number, step: number): number {
  const words = threefry(key0, key1, step, Math.floor(element / 8) * 4 + (element % 4));
  return words[Math.floor(element / 4) % 2 === 0 ? 0 : 1];
}
