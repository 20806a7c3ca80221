import { z } from 'zod';
import { defineKind } from '../../kind';
import type { Averaging } from './averaging';

export const none = defineKind({
  type: 'none',
  label: 'None',
  help: 'Keeps no average of the parameters.',
  ja: { label: 'なし', help: 'パラメータの平均を取りません。' },
  formula: 'θ',
  source: '',
  settings: z.object({}),
  create: (): Averaging => ({
    averages: false,
    share: () => 0,
    begins: () => Number.POSITIVE_INFINITY,
    learningRate: () => null,
  }),
});
