/** Small networks on noise, for tests that look inside. */
import type { KernelFactory, Kernels } from '@shared/kernels/kernels';
import type { KindSpec } from '@shared/kind';
import { Layout, rowOffset } from '@shared/nn/layout';
import { buildNetwork, initializeParameters, type Network } from '@shared/nn/network';
import { type LoadShard, type Plan, reserveStates, runPlan, trainingPlan } from '@shared/nn/plan';
import { featuresOf, type Shape } from '@shared/nn/shape';
import { inverseNormal } from '@shared/random/normal';
import { createRandom } from '@shared/random/threefry';

export const NOISE_CLASSES = 3;

/** Leaves the parameters as they are, so that only gradients are computed. */
const standstill = { learningRate: 0, weightDecay: 0, states: [], updateOf: () => () => undefined };

export interface NoiseNetwork {
  readonly network: Network;
  readonly kernels: Kernels;
  readonly plan: Plan;
  /** One step without an update: forward, backward, gradients. */
  step(rows?: number): void;
}

export interface NoiseCase {
  readonly input: Shape;
  /** The last must give 3 numbers. */
  readonly layers: readonly KindSpec[];
  readonly batch: number;
  /** Four fifths of the inputs are 0, and the network is told so. */
  readonly mostlyZero?: boolean;
  readonly loss?: KindSpec;
}

/** A network whose batch is N(0, 1) noise with labels 0, 1, 2, 0, … */
export function noiseNetwork({ input, layers, batch, mostlyZero = false, loss }: NoiseCase, create: KernelFactory): NoiseNetwork {
  const layout = new Layout();
  const network = buildNetwork({ input, layers }, layout, { capacity: batch, training: true, seed: 5, mostlyZero, ...(loss && { loss }) });
  const random = createRandom(11, 'sampling');
  const paper = createRandom(12, 'sampling');
  const load: LoadShard = (kernels, { from, to }) => {
    for (let row = from; row < to; row++) {
      for (let i = 0; i < featuresOf(input); i++) {
        const zero = mostlyZero && paper.uniform(row, i) < 0.8;
        kernels.memory.values[rowOffset(network.input, row) + i] = zero ? 0 : inverseNormal(random.uniform(row, i));
      }
      kernels.memory.bytes[network.loss.labels + row] = row % NOISE_CLASSES;
    }
  };
  const states = reserveStates(network, standstill, layout);
  const plan = trainingPlan({ network, optimizer: standstill, states, layout, load, clipNorm: 0 });
  const kernels = create(layout.size());
  initializeParameters(network, kernels, 3);
  return { network, kernels, plan, step: (rows = batch) => runPlan(plan, kernels, { iteration: 1, rows, learningRate: 0 }) };
}

export const dense = (units: number): KindSpec => ({ type: 'affine', units, weights: { type: 'normal', std: 0.7 } });
