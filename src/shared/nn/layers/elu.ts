import { z } from 'zod';
import { defineKind } from '../../kind';
import { elementwise } from './elementwise';
import type { LayerKind } from './layer';

/** Exponential linear unit: y = x where x > 0, else α·(eˣ − 1); dx = dy where y > 0, else dy·(y + α). */
export const elu: LayerKind = {
  family: 'activation',
  keySetting: 'alpha',
  liveSettings: ['alpha'],
  suits: 'he',
  ...defineKind({
    type: 'elu',
    label: 'ELU',
    help: 'A ReLU whose negative side bends smoothly towards −α.',
    formula: 'y = x where x > 0, else α·(eˣ − 1)',
    source: 'Clevert et al. 2015',
    settings: z.object({
      alpha: z.number().positive().max(10).default(1).meta({ label: 'Alpha', help: 'How far below 0 values can get', step: 0.1 }),
    }),
    create: ({ alpha }) =>
      elementwise({
        curve: { name: 'elu', alpha },
        kernel: 'elu',
        reads: 'output',
        parameter: alpha,
        saturated: (y) => y < 0 && y + alpha <= 0.05 * alpha,
      }),
  }),
};
