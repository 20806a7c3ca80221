import { z } from 'zod';
import { defineKind } from '../../kind';
import { gridSize, gridValues } from '../space';
import { type SearchMethod, type SearchProblem, type Strategy, trainAll } from './method';

export const grid: SearchMethod = defineKind({
  type: 'grid',
  label: 'Grid',
  help: 'Tries every combination, in order, up to the number of trials.',
  ja: { label: 'グリッド', help: 'すべての組み合わせを順に、試行の数まで試します。' },
  formula: 'v₁ × v₂ × …, steps evenly apart on each scale',
  source: 'ch. 6.5.2',
  settings: z.object({}),
  create:
    () =>
    ({ space, integers, trials, epochsOf }: SearchProblem): Strategy =>
      trainAll(Math.min(trials, gridSize(space, integers)), epochsOf, (trial) => gridValues(space, integers, trial)),
});
