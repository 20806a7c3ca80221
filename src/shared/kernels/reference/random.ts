import { threefry } from '../../random/threefry';
import type { RandomKernels } from '../kernels';
import type { Access } from './access';

export const randomKernels = ({ values, value }: Access): RandomKernels => ({
  dropout(x, y, count, threshold, scale, key0, key1, step, first) {
    for (let i = 0; i < count; i++) {
      const element = first + i;
      const words = threefry(key0, key1, step, Math.floor(element / 8) * 4 + (element % 4));
      const word = words[Math.floor(element / 4) % 2 === 0 ? 0 : 1];
      values[y + i] = word >= threshold ? value(x + i) * scale : 0;
    }
  },
});
