/** A trained network loaded for answering, without what training needs. */
import type { LabelledImages } from '../data/dataset';
import type { ScalingName } from '../data/scaling';
import type { NetworkSpec } from '../nn/description';
import { writeParameters } from '../nn/network';
import type { NamedTensor } from '../nn/parameter';
import { type AskingEngineSpec, buildAskingEngine } from './engine';
import { type Evaluation, evaluate, probabilitiesOf } from './evaluation';
import type { TeamFactory } from './team';

const CAPACITY = 128;

export interface Classifier {
  /** Yields the images done so far; gives the evaluation in the end. */
  evaluate(set: LabelledImages): Generator<number, Evaluation>;
  /** Probabilities [image][class] of images given as bytes 0 … 255 one after another. */
  probabilities(images: Uint8Array): number[][];
  /** Lets its team go; it answers no more. */
  close(): void;
}

/** Throws a ParameterMismatch where the tensors are not the network's. */
export function createClassifier(
  network: NetworkSpec,
  scaling: ScalingName,
  tensors: readonly NamedTensor[],
  createTeam: TeamFactory,
): Classifier {
  const spec: AskingEngineSpec = { purpose: 'asking', network, scaling, capacity: CAPACITY };
  const engine = buildAskingEngine(spec);
  const team = createTeam(engine, spec);
  writeParameters(engine.network, team.kernels, tensors);
  return {
    evaluate: (set) => evaluate(engine, team, set),
    probabilities: (images) => probabilitiesOf(engine, team, images),
    close: () => team.close(),
  };
}
