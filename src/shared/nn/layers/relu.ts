import { z } from 'zod';
import { defineKind } from '../../kind';
import { elementwise } from './elementwise';
import type { LayerKind } from './layer';

/** Rectified linear unit: y = max(x, 0), dx = dy where y > 0, else 0. */
export const relu: LayerKind = {
  family: 'activation',
  suits: 'he',
  ...defineKind({
    type: 'relu',
    label: 'ReLU',
    help: 'Lets positive values through and turns negative ones into 0.',
    formula: 'y = max(x, 0)',
    source: 'ch. 3.2.7',
    settings: z.object({}),
    create: () =>
      elementwise({
        curve: { name: 'relu' },
        kernel: 'relu',
        reads: 'output',
        rises: true,
        idle: (y) => y === 0,
      }),
  }),
};
