import { z } from 'zod';
import { defineKind } from '../../kind';
import { constantInitializer, type Initializer } from './initializer';

export const zeros = defineKind({
  type: 'zeros',
  label: 'Zeros',
  help: 'Every value 0: right for biases, useless for weights, whose units would all stay equal.',
  ja: { label: 'ゼロ', help: 'すべて 0。バイアスには適しますが、重みではユニットがみな同じままになります。' },
  formula: 'w = 0',
  source: 'ch. 6.2',
  settings: z.object({}),
  create: (): Initializer => constantInitializer(0),
});
