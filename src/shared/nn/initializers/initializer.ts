import { z } from 'zod';
import { inverseNormal } from '../../random/normal';
import type { Random } from '../../random/threefry';

export interface Initializer {
  /** The value of element `index` of the tensor numbered `tensor`. */
  draw(random: Random, tensor: number, index: number, fanIn: number, fanOut: number): number;
}

export const constantInitializer = (value: number): Initializer => ({ draw: () => value });

/** N(0, std²) or the uniform distribution of the same standard deviation, which reaches to ±√3·std. */
export const distributionSetting = z
  .enum(['normal', 'uniform'])
  .default('normal')
  .meta({
    label: 'Distribution',
    help: 'Both with the same standard deviation',
    choices: { normal: 'Normal', uniform: 'Uniform' },
    ja: { label: '分布', help: '標準偏差はどちらも同じ' },
  });

/** Random values around 0 whose standard deviation follows from the fans. */
export const scaled = (distribution: 'normal' | 'uniform', std: (fanIn: number, fanOut: number) => number): Initializer => ({
  draw(random, tensor, index, fanIn, fanOut) {
    const uniform = random.uniform(tensor, index);
    return std(fanIn, fanOut) * (distribution === 'normal' ? inverseNormal(uniform) : Math.sqrt(3) * (2 * uniform - 1));
  },
});
