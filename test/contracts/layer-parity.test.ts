/** Every layer, forward and backward, on every engine against the reference kernels in double precision. */

import { engines } from '@shared/kernels/engines';
import { createReferenceKernels64 } from '@shared/kernels/reference';
import { rowOffset } from '@shared/nn/layout';
import { parameterName } from '@shared/nn/parameter';
import { describe, expect, it } from 'vitest';
import { noiseNetwork } from '../support/networks';
import { layerCases } from './layer-cases';

describe.each(engines)('on the engine $name as in double precision:', (engine) => {
  it.each(layerCases.map((each) => [each.name, each] as const))('%s', (_name, layerCase) => {
    const { batch } = layerCase;
    const fast = noiseNetwork(layerCase, engine.create);
    const exact = noiseNetwork(layerCase, createReferenceKernels64);
    // A whole batch, then the last, partial one of an epoch.
    for (const rows of [batch, Math.ceil(batch / 2)]) {
      fast.step(rows);
      exact.step(rows);
      const { network } = fast;
      const { probabilities } = network.loss;
      for (let row = 0; row < rows; row++)
        expectClose(rowOffset(probabilities, row), probabilities.features, `probabilities of row ${row}`);
      for (const parameter of network.parameters) {
        const { offset, gradient, storage, trained } = parameter;
        if (trained) expectClose(gradient, storage.count, `gradient of ${parameterName(parameter)}`);
        else expectClose(offset, storage.count, parameterName(parameter));
      }
    }

    function expectClose(offset: number, count: number, what: string) {
      const [found, expected] = [fast, exact].map(({ kernels }) => kernels.memory.values.subarray(offset, offset + count));
      const largest = Math.max(1, ...Array.from(expected ?? [], Math.abs));
      for (let i = 0; i < count; i++) {
        const apart = Math.abs((found?.[i] ?? Number.NaN) - (expected?.[i] ?? Number.NaN)) / largest;
        expect(apart, `${what}, place ${i}: ${found?.[i]} for ${expected?.[i]}`).toBeLessThan(3e-5);
      }
    }
  });
});
