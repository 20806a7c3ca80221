import { z } from 'zod';
import { defineKind } from '../../kind';
import { distributionSetting, type Initializer, scaled } from './initializer';

export const he = defineKind({
  type: 'he',
  label: 'He',
  help: 'Twice Xavier’s variance, which makes up for the half that ReLU sets to 0.',
  ja: { help: 'Xavier の 2 倍の分散で、ReLU が 0 にする半分を補います。' },
  formula: 'std = √(2/n)',
  source: 'ch. 6.2.3; He et al. 2015',
  settings: z.object({ distribution: distributionSetting }),
  create: ({ distribution }): Initializer => scaled(distribution, (fanIn) => Math.sqrt(2 / fanIn)),
});
