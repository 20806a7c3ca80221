import { z } from 'zod';
import { defineKind } from '../../kind';
import { createRandom } from '../../random/threefry';
import { randomValues } from '../space';
import { type SearchMethod, type SearchProblem, type Strategy, trainAll } from './method';

export const random: SearchMethod = defineKind({
  type: 'random',
  label: 'Random',
  help: 'Draws the values of every trial at random: better than a grid where only some settings matter.',
  ja: { label: 'ランダム', help: '試行ごとに値をランダムに選びます。効く設定が一部だけならグリッドより優れます。' },
  formula: 'v ~ U(range), or 10^U(range) where it is logarithmic',
  source: 'ch. 6.5.2; Bergstra and Bengio 2012',
  settings: z.object({}),
  create:
    () =>
    ({ space, integers, trials, seed, epochsOf }: SearchProblem): Strategy => {
      const numbers = createRandom(seed, 'search');
      return trainAll(trials, epochsOf, (trial) => randomValues(space, integers, numbers, trial));
    },
});
