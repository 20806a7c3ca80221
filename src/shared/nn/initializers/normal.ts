import { z } from 'zod';
import { defineKind } from '../../kind';
import { type Initializer, scaled } from './initializer';

export const normal = defineKind({
  type: 'normal',
  label: 'Normal',
  help: 'Random values around 0 with one standard deviation for every layer.',
  ja: { help: '0 のまわりの乱数。どの層も同じ標準偏差です。' },
  formula: 'w ~ N(0, σ²)',
  source: 'ch. 6.2',
  settings: z.object({
    std: z
      .number()
      .positive()
      .max(10)
      .default(0.01)
      .meta({ label: 'Standard deviation', step: 0.01, ja: { label: '標準偏差' } }),
  }),
  create: ({ std }): Initializer => scaled('normal', () => std),
});
