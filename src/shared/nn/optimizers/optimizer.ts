import { z } from 'zod';
import type { Kernels } from '../../kernels/kernels';
import type { Trained } from '../../kernels/operands';
import { defineKind, type Kind, type SettingsSchema } from '../../kind';

/** A stretch of stored parameters, all of one tensor. */
export interface ParameterRange extends Trained {
  /** The offset of one of the optimizer's own numbers, by its name among `states`; laid out like the parameters. */
  state(name: string): number;
  /** Whether weight decay applies here: to weights, not to biases. */
  readonly decays: boolean;
}

/** One update of a stretch of parameters from its gradients. `iteration` counts from 1. */
export type Update = (kernels: Kernels, learningRate: number, iteration: number) => void;

export interface Optimizer {
  /** Before any schedule. */
  readonly learningRate: number;
  /** λ of the gradient g + λ·W that weights are updated with. */
  readonly weightDecay: number;
  /** The names of the numbers it keeps for each parameter, as checkpoints call them. */
  readonly states: readonly string[];
  /** Called once for each stretch, so that no operands are made at a step. */
  updateOf(range: ParameterRange): Update;
}

/** How it is written in Python, as the book's optimizers are: a class that updates a dict of arrays from a dict of gradients. */
export interface NumpyOptimizer {
  readonly name: string;
  /** Which setting each parameter of its constructor is. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The class, after `import math` and `import numpy as np` and those before it on the list. */
  readonly source: string;
}

export interface OptimizerKind extends Kind<Optimizer> {
  readonly numpy: NumpyOptimizer;
}

export const optimizerKind = <Schema extends SettingsSchema>({
  numpy,
  ...definition
}: Parameters<typeof defineKind<Schema, Optimizer>>[0] & { readonly numpy: NumpyOptimizer }): OptimizerKind => ({
  ...defineKind(definition),
  numpy,
});

/** The settings every optimizer has, with its own usual learning rate. */
export const commonSettings = (usual: number) => ({
  learningRate: z
    .number()
    .min(1e-8)
    .max(100)
    .default(usual)
    .meta({
      label: 'Learning rate',
      help: 'How far one step goes along the gradient',
      step: usual / 10,
      ja: { help: '勾配に沿って 1 回に進む大きさ' },
    }),
  weightDecay: z
    .number()
    .min(0)
    .max(10)
    .default(0)
    .meta({
      label: 'Weight decay',
      help: 'λ: also pulls weights, not biases, towards 0',
      step: 1e-4,
      ja: { help: 'λ。重みを（バイアスは除く）0 へも引き寄せる' },
    }),
});

export const momentumSetting = z
  .number()
  .min(0)
  .max(0.9999)
  .default(0.9)
  .meta({ label: 'Momentum', help: 'How much of its speed each step keeps', step: 0.01, ja: { help: '更新のたびに速度をどれだけ残すか' } });

/** What keeps the division by √h from blowing up; the book's 1e-7. */
export const EPSILON = 1e-7;
