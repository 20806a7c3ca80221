import { z } from 'zod';
import { defineKind } from '../../kind';
import { gridSize, gridValues } from '../space';
import type { SearchMethod, SearchProblem, Strategy } from './method';

export const grid: SearchMethod = defineKind({
  type: 'grid',
  label: 'Grid',
  help: 'Tries every combination, in order, up to the number of trials.',
  formula: 'v₁ × v₂ × …, steps evenly apart on each scale',
  source: 'ch. 6.5.2',
  settings: z.object({}),
  create:
    () =>
    ({ space, integers, trials, epochs }: SearchProblem): Strategy => {
      const all = Math.min(trials, gridSize(space));
      return {
        trials: all,
        next: (_known, { length: trial }) =>
          trial < all ? { trial, values: gridValues(space, integers, trial), fromEpoch: 0, toEpoch: epochs } : null,
      };
    },
});
