/** A trained network loaded for inference, without what training needs. */

import type { ScalingName } from '../data/batches/scaling';
import type { ImageSet } from '../data/image-set';
import type { NetworkSpec } from '../nn/description';
import type { Activations } from '../nn/layout';
import { type Network, writeParameters } from '../nn/network';
import type { NamedTensor } from '../nn/parameter';
import { type Evaluation, evaluate, hiddenFeatures, type Predictions, predictAll, probabilitiesOf } from './evaluation';
import { buildInferenceProgram } from './inference-program';
import type { InferenceProgramSpec } from './program';
import type { TeamFactory } from './team';

/** Images at once, unless fewer are asked for. */
const CAPACITY = 128;

export interface Classifier {
  /** Yields the images done so far; gives the evaluation in the end. */
  evaluate(set: ImageSet): Generator<number, Evaluation>;
  /** The same, with what it says of each image. */
  predictions(set: ImageSet): Generator<number, Predictions>;
  /** Of each image: what the last layer with weights is given, [image][feature] one after another. */
  features(images: Uint8Array): Generator<number, Float32Array>;
  readonly featureCount: number;
  /** Probabilities [image][class] of images given as bytes 0 … 255 one after another. */
  probabilities(images: Uint8Array): number[][];
  /** Takes other parameters of the same network. Throws a ParameterMismatch where they are not. */
  load(tensors: readonly NamedTensor[]): void;
  /** Lets its team go; it predicts no more. */
  close(): void;
}

/** Throws a ParameterMismatch where the tensors are not the network's. */
export function createClassifier(
  network: NetworkSpec,
  scaling: ScalingName,
  tensors: readonly NamedTensor[],
  createTeam: TeamFactory,
  { halfInputs = false, capacity = CAPACITY }: Partial<Pick<InferenceProgramSpec, 'halfInputs' | 'capacity'>> = {},
): Classifier {
  const spec: InferenceProgramSpec = { purpose: 'inference', network, scaling, capacity, halfInputs };
  const program = buildInferenceProgram(spec);
  const team = createTeam(program, spec);
  const load = (parameters: readonly NamedTensor[]) => writeParameters(program.network, team.kernels, parameters);
  load(tensors);
  const place = lastHiddenPlace(program.network);
  return {
    evaluate: (set) => evaluate(program, team, set),
    predictions: (set) => predictAll(program, team, set),
    features: (images) => hiddenFeatures(program, team, images, place),
    featureCount: place.features,
    probabilities: (images) => probabilitiesOf(program, team, images),
    load,
    close: () => team.close(),
  };
}

/** What the last learnt map is given; the image itself where there is no layer before it. */
function lastHiddenPlace({ layers, outputs, input }: Network): Activations {
  const last = layers.findLastIndex(({ layer }) => layer.linear === 'map');
  return outputs[last - 1] ?? input;
}
