/**
 * The gradient of every layer against central differences (f(w + h) − f(w − h)) / 2h, on the reference kernels in double
 * precision, where the two agree to about h² ≈ 1e-10 of the loss's curvature. The layer stands between two dense ones,
 * so that what it passes back is seen in the first and what it learns in its own parameters.
 */
import { createReferenceKernels64 } from '@shared/kernels/reference';
import type { KindSpec } from '@shared/nn/kind';
import { layerKinds } from '@shared/nn/layers';
import { Layout } from '@shared/nn/layout';
import { buildNetwork, initializeParameters } from '@shared/nn/network';
import { elementCount, parameterName } from '@shared/nn/parameter';
import { type LoadRows, runPlan, trainingPlan } from '@shared/nn/plan';
import { inverseNormal } from '@shared/random/normal';
import { createRandom } from '@shared/random/threefry';
import { describe, expect, it } from 'vitest';

const CLASSES = 3;
const STEP = 1e-5;
/** Leaves the parameters as they are, so that only gradients are computed. */
const standstill = { learningRate: 0, statePerParameter: 0, update: () => undefined };
const random = createRandom(11, 'sampling');
const dense = (units: number) => ({ type: 'affine', units, weights: { type: 'normal', std: 0.7 } });

function gradientCheck(layers: readonly KindSpec[], features: number, batch: number) {
  const layout = new Layout();
  const network = buildNetwork({ input: [features, 1, 1], layers }, layout, { capacity: batch, training: true });
  const load: LoadRows = (kernels, { from, to }) => {
    for (let row = from; row < to; row++) {
      for (let i = 0; i < features; i++) {
        kernels.memory.values[network.input.offset + row * network.input.rowStride + i] = inverseNormal(random.uniform(row, i));
      }
      kernels.memory.bytes[network.loss.labels + row] = row % CLASSES;
    }
  };
  const plan = trainingPlan(network, standstill, layout, load);
  const kernels = createReferenceKernels64(layout.size());
  initializeParameters(network, kernels, 3);

  const meanLoss = () => {
    network.parametersChanged(kernels);
    runPlan(plan, kernels, { iteration: 1, rows: batch, learningRate: 0 });
    let sum = 0;
    for (let row = 0; row < batch; row++) sum += kernels.memory.values[network.loss.losses + row] ?? Number.NaN;
    return sum / batch;
  };
  meanLoss();
  const analytic = kernels.memory.values.slice();
  for (const parameter of network.parameters) {
    for (let index = 0; index < elementCount(parameter.shape); index++) {
      const at = parameter.offset + parameter.storage.position(index);
      const before = kernels.memory.values[at] ?? 0;
      kernels.memory.values[at] = before + STEP;
      const above = meanLoss();
      kernels.memory.values[at] = before - STEP;
      const below = meanLoss();
      kernels.memory.values[at] = before;
      const numeric = (above - below) / (2 * STEP);
      const found = analytic[parameter.gradient + parameter.storage.position(index)] ?? Number.NaN;
      expect(Math.abs(found - numeric), `${parameterName(parameter)}[${index}]: ${found}, by differences ${numeric}`).toBeLessThan(1e-7);
    }
  }
}

describe.each(layerKinds.map((kind) => kind.type))('the gradient of %s', (type) => {
  const settings = type === 'affine' ? dense(5) : { type };
  it.each([
    [1, 1],
    [3, 7],
    [7, 3],
    [13, 30],
  ])('of %i inputs in a batch of %i', (features, batch) => {
    gradientCheck([dense(features), settings, dense(CLASSES)], features, batch);
  });
});
