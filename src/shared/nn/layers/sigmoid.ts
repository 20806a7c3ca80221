import { z } from 'zod';
import { defineKind } from '../../kind';
import { elementwise } from './elementwise';
import type { LayerKind } from './layer';

/** Logistic sigmoid: y = 1 / (1 + e⁻ˣ), dx = dy·y·(1 − y). */
export const sigmoid: LayerKind = {
  family: 'activation',
  suits: 'xavier',
  ...defineKind({
    type: 'sigmoid',
    label: 'Sigmoid',
    help: 'Squeezes every value smoothly between 0 and 1.',
    formula: 'y = 1 / (1 + e⁻ˣ)',
    source: 'ch. 3.2.4',
    settings: z.object({}),
    create: () =>
      elementwise({
        curve: { name: 'sigmoid' },
        kernel: 'sigmoid',
        reads: 'output',
        saturated: (y) => y * (1 - y) <= 0.0125,
      }),
  }),
};
