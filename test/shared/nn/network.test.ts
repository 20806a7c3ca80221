import { engine } from '@shared/kernels/engines';
import { createReferenceKernels } from '@shared/kernels/reference';
import { describeNetwork, networkSummary, parameterCount } from '@shared/nn/description';
import { Layout } from '@shared/nn/layout';
import { buildNetwork, initializeParameters, readParameters, writeParameters } from '@shared/nn/network';
import { presetSpec } from '@shared/spec/presets';
import { describe, expect, it } from 'vitest';

const { network: twoLayer } = presetSpec('two-layer');

function built(create = engine.create) {
  const layout = new Layout();
  const network = buildNetwork(twoLayer, layout, { capacity: 8, training: true });
  return { network, kernels: create(layout.size()) };
}

describe('a network', () => {
  it('counts its parameters and multiply-accumulates', () => {
    const layers = describeNetwork(twoLayer);
    expect(layers.map((layer) => layer.parameterCount)).toEqual([784 * 50 + 50, 0, 50 * 10 + 10]);
    expect(layers.map((layer) => layer.multiplyAccumulates)).toEqual([784 * 50, 0, 50 * 10]);
    expect(networkSummary(twoLayer)).toBe('784-50-10');
    const deep = describeNetwork(presetSpec('deep-cnn').network);
    expect(parameterCount(deep)).toBe(123_552); // as the reading notes count them
    // 784·9·16 + 784·144·16 + 196·144·32 + 256·288·32 + 64·288·64 + 64·576·64 + 1024·50 + 50·10
    expect(deep.reduce((sum, layer) => sum + layer.multiplyAccumulates, 0)).toBe(8_772_340);
    expect(networkSummary(presetSpec('deep-cnn').network)).toBe('28×28×1-16c-16c-32c-32c-64c-64c-50-10');
  });

  it('starts from N(0, 0.01²) weights and zero biases, the same for the same seed', () => {
    const { network, kernels } = built();
    initializeParameters(network, kernels, 1);
    const [weights, bias] = readParameters(network, kernels);
    const values = weights?.values ?? new Float32Array();
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);
    expect(values.length).toBe(784 * 50);
    expect(Math.abs(deviation / 0.01 - 1)).toBeLessThan(5 / Math.sqrt(2 * values.length));
    expect(bias?.values.every((value) => value === 0)).toBe(true);

    const again = built(createReferenceKernels);
    initializeParameters(again.network, again.kernels, 1);
    expect(readParameters(again.network, again.kernels)).toEqual(readParameters(network, kernels));
    initializeParameters(again.network, again.kernels, 2);
    expect(readParameters(again.network, again.kernels)).not.toEqual(readParameters(network, kernels));
  });

  it('gives back the parameters it was given', () => {
    const { network, kernels } = built();
    initializeParameters(network, kernels, 1);
    const tensors = readParameters(network, kernels);
    const other = built();
    writeParameters(other.network, other.kernels, tensors);
    expect(readParameters(other.network, other.kernels)).toEqual(tensors);
  });

  it('refuses parameters of another network, and keeps its own', () => {
    const { network, kernels } = built();
    initializeParameters(network, kernels, 1);
    const before = readParameters(network, kernels);
    const wrong = before.map((tensor) =>
      tensor.name === 'W2' ? { ...tensor, shape: [10, 50] } : { ...tensor, values: tensor.values.map(() => 9) },
    );
    expect(() => writeParameters(network, kernels, wrong)).toThrow('W2 has shape [10,50]; this network needs [50,10]');
    expect(() => writeParameters(network, kernels, before.slice(0, 3))).toThrow('b2 is missing');
    const extra = [...before, { name: 'W3', shape: [10, 10], values: new Float32Array(100) }];
    expect(() => writeParameters(network, kernels, extra)).toThrow('W3 belongs to no layer; this network has W1, b1, W2, b2');
    expect(readParameters(network, kernels)).toEqual(before);
  });
});
