import { z } from 'zod';
import { defineKind } from '../../kind';
import { elementwise } from './elementwise';
import type { LayerKind } from './layer';

/** Sigmoid linear unit (Swish): y = x·s(x), dx = dy·s·(1 + x·(1 − s)), s the logistic sigmoid. */
export const silu: LayerKind = {
  family: 'activation',
  suits: 'he',
  ...defineKind({
    type: 'silu',
    label: 'SiLU',
    help: 'Weighs each value by its own sigmoid: a smooth ReLU with a dip below 0.',
    formula: 'y = x / (1 + e⁻ˣ)',
    source: 'Elfwing et al. 2017',
    settings: z.object({}),
    create: () =>
      elementwise({
        curve: { name: 'silu' },
        kernel: 'silu',
        reads: 'input',
      }),
  }),
};
