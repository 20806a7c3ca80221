import { z } from 'zod';
import { defineKind } from '../../kind';
import { elementwise } from './elementwise';
import type { LayerKind } from './layer';

/** Gaussian error linear unit: y = x·Φ(x), dx = dy·(Φ(x) + x·φ(x)); the exact form, not its tanh approximation. */
export const gelu: LayerKind = {
  family: 'activation',
  suits: 'he',
  ...defineKind({
    type: 'gelu',
    label: 'GELU',
    help: 'Weighs each value by how likely a normal one would be smaller: a smooth ReLU.',
    formula: 'y = x·Φ(x)',
    source: 'Hendrycks and Gimpel 2016',
    settings: z.object({}),
    create: () =>
      elementwise({
        curve: { name: 'gelu' },
        kernel: 'gelu',
        reads: 'input',
      }),
  }),
};
