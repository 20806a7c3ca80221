/**
 * The gradient of every layer against central differences (f(w + h) − f(w − h)) / 2h, on the reference kernels in double
 * precision, where the two agree to about h² ≈ 1e-11 of the loss's curvature.
 */
import { createReferenceKernels64 } from '@shared/kernels/reference';
import { layerKinds } from '@shared/nn/layers';
import { elementCount, parameterName } from '@shared/nn/parameter';
import { describe, expect, it } from 'vitest';
import { byLength } from '../support/length';
import { dense, NOISE_CLASSES, type NoiseCase, noiseNetwork } from '../support/networks';
import { layerCases } from './layer-cases';

const STEP = 3e-6;
/** So many places of each tensor, spread over it, are tried. */
const PLACES = byLength(8, 24);

function gradientCheck(noise: NoiseCase) {
  const { batch } = noise;
  const { network, kernels, step } = noiseNetwork(noise, createReferenceKernels64);
  const { values } = kernels.memory;
  const meanLoss = () => {
    network.parametersChanged(kernels);
    step();
    let sum = 0;
    for (let row = 0; row < batch; row++) sum += values[network.loss.losses + row] ?? Number.NaN;
    return sum / batch;
  };
  meanLoss();
  const analytic = values.slice();
  for (const parameter of network.parameters.filter(({ trained }) => trained)) {
    const count = elementCount(parameter.shape);
    for (let place = 0; place < Math.min(count, PLACES); place++) {
      const index = Math.floor((place * count) / Math.min(count, PLACES));
      const at = parameter.offset + parameter.storage.position(index);
      const before = values[at] ?? 0;
      values[at] = before + STEP;
      const above = meanLoss();
      values[at] = before - STEP;
      const below = meanLoss();
      values[at] = before;
      const numeric = (above - below) / (2 * STEP);
      const found = analytic[parameter.gradient + parameter.storage.position(index)] ?? Number.NaN;
      const apart = Math.abs(found - numeric) / Math.max(1, Math.abs(numeric));
      expect(apart, `${parameterName(parameter)}[${index}]: ${found}, by differences ${numeric}`).toBeLessThan(2e-7);
    }
  }
}

describe('the gradient of', () => {
  it.each(layerCases.map((each) => [each.name, each] as const))('%s', (_name, layerCase) => {
    gradientCheck(layerCase);
  });

  it('every kind of layer is among them', () => {
    expect(layerKinds.filter(({ type }) => !layerCases.some((each) => each.type === type)).map(({ type }) => type)).toEqual([]);
  });

  it('label smoothing', () => {
    gradientCheck({ input: [7, 1, 1], layers: [dense(NOISE_CLASSES)], batch: 3, loss: { type: 'softmax-cross-entropy', smoothing: 0.2 } });
  });
});
