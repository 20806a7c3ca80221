import { z } from 'zod';
import { defineKind } from '../../kind';
import { elementwise } from './elementwise';
import type { LayerKind } from './layer';

/** Hyperbolic tangent: y = tanh x, dx = dy·(1 − y²). */
export const tanh: LayerKind = {
  family: 'activation',
  suits: 'xavier',
  ...defineKind({
    type: 'tanh',
    label: 'Tanh',
    help: 'Squeezes every value smoothly between −1 and 1.',
    formula: 'y = tanh x',
    source: 'ch. 6.2.2',
    settings: z.object({}),
    create: () =>
      elementwise({
        curve: { name: 'tanh' },
        kernel: 'tanh',
        reads: 'output',
        saturated: (y) => 1 - y * y <= 0.05,
      }),
  }),
};
