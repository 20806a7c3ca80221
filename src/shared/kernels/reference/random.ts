import { threefry } from '../../random/threefry';
import type { RandomKernels } from '../kernels';
import type { Words } from '../operands';
import type { Access } from './access';

export const randomKernels = ({ values, value }: Access): RandomKernels => ({
  dropout({ x, y }, count, { threshold, scale }, words) {
    for (let i = 0; i < count; i++) {
      values[y + i] = wordOf(words, i) >= threshold ? value(x + i) * scale : 0;
    }
  },
  uniform(y, count, reach, words) {
    for (let i = 0; i < count; i++) values[y + i] = ((wordOf(words, i) | 0) / 2 ** 31) * reach;
  },
  addNoise(y, count, factor, words) {
    for (let i = 0; i < count; i++) {
      const word = wordOf(words, i);
      const sum = [0, 8, 16, 24].reduce((all, shift) => all + ((word >>> shift) & 255), 0);
      values[y + i] = value(y + i) + (sum - 510) * factor;
    }
  },
});

/** That of the element `index` after the first. */
function wordOf({ key, step, first }: Words, index: number): number {
  const element = first + index;
  const words = threefry(key[0], key[1], step, Math.floor(element / 8) * 4 + (element % 4));
  return words[Math.floor(element / 4) % 2 === 0 ? 0 : 1];
}
