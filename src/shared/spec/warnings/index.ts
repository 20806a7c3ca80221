/** All warnings; a new one is its file and a line here. */
import type { LayerDescription } from '../../nn/stack';
import type { RunSpec } from '../run-spec';
import { activationAtEnd } from './activation-at-end';
import { dropoutBeforeNormalization } from './dropout-before-normalization';
import { equalWeights } from './equal-weights';
import { fixedDeviation } from './fixed-deviation';
import { linearPair } from './linear-pair';
import { unsuitedWeights } from './unsuited-weights';
import { unusualLearningRate } from './unusual-learning-rate';
import type { Warning, WarningKind } from './warning';

const warningKinds: readonly WarningKind[] = [
  linearPair,
  activationAtEnd,
  equalWeights,
  unsuitedWeights,
  fixedDeviation,
  dropoutBeforeNormalization,
  unusualLearningRate,
];

/** `layers`: those at work, in their order. */
export const warningsOf = (spec: RunSpec, layers: readonly LayerDescription[]): Warning[] =>
  warningKinds.flatMap((kind) => kind(spec, layers));
