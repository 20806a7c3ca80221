/** Runs in their shapes, made up: what a test does not care about is as usual. */
import { type RunFacts, type RunState, type RunSummary, untrained } from '@shared/contracts/run';
import { DIGIT_CLASSES } from '@shared/data/digits/digit-classes';
import { presetSpec } from '@shared/spec/presets';
import { noLabel } from '@shared/spec/run-label';

const facts = (): RunFacts => ({
  spec: presetSpec('small-cnn'),
  changes: [],
  label: noLabel,
  from: 'initial',
  machine: null,
  repeat: null,
});

export const madeUpFacts = (change: Partial<RunFacts> = {}): RunFacts => ({ ...facts(), ...change });

/** Not begun yet. */
export const madeUpState = (change: Partial<RunState> = {}): RunState => ({ ...untrained, ...facts(), id: 1, ...change });

/** A finished one. */
export const madeUpRow = (folder: string, change: Partial<RunSummary> = {}): RunSummary => ({
  ...{ folder, state: 'completed', trouble: null, label: noLabel, design: 'Small CNN', network: '28×28×1-16c-10', seed: 1, repeat: null },
  ...{ created: '2026-11-24T10:00:00.000Z', from: 'initial', iteration: 10, iterations: 10, parameters: 100, seconds: 1 },
  ...{ training: null, validation: null, test: null, exportable: 10 },
  images: {
    ...{ input: [28, 28, 1], classes: DIGIT_CLASSES, recipe: 'mnist', scaling: 'unit' },
    original: true,
    dataset: { name: 'MNIST', key: 'of MNIST' },
    split: '1 0 10000',
  },
  optimizer: 'adam',
  isSealed: true,
  ...change,
});
