import { z } from 'zod';
import { defineKind } from '../../kind';
import { createRandom } from '../../random/threefry';
import { randomValues } from '../space';
import type { SearchMethod, SearchProblem, Strategy } from './method';

export const random: SearchMethod = defineKind({
  type: 'random',
  label: 'Random',
  help: 'Draws the values of every trial at random: better than a grid where only some settings matter.',
  formula: 'v ~ U(range), or 10^U(range) where it is logarithmic',
  source: 'ch. 6.5.2; Bergstra and Bengio 2012',
  settings: z.object({}),
  create:
    () =>
    ({ space, integers, trials, seed, epochs }: SearchProblem): Strategy => {
      const numbers = createRandom(seed, 'search');
      return {
        trials,
        next: (_known, { length: trial }) =>
          trial < trials ? { trial, values: randomValues(space, integers, numbers, trial), fromEpoch: 0, toEpoch: epochs } : null,
      };
    },
});
