import { z } from 'zod';
import { defineKind } from '../../kind';
import { warmUpSetting, withWarmUp } from './schedule';

export const constant = defineKind({
  type: 'constant',
  label: 'Constant',
  help: 'The same learning rate from the first iteration to the last.',
  ja: { label: '一定', help: '最初から最後まで同じ学習率です。' },
  formula: 'η(t) = η',
  source: 'ch. 6.1',
  settings: z.object({ warmUp: warmUpSetting }),
  create: ({ warmUp }) => withWarmUp(warmUp, { factor: () => 1, numpy: '1' }),
});
