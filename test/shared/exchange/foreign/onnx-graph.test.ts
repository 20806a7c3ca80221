/** ONNX of others: the graphs that Kasane writes of every layer, read without the words that it writes beside them. */
import { importParameters } from '@shared/exchange/foreign/import-parameters';
import { serializeOnnx } from '@shared/formats/onnx-model';
import { engine } from '@shared/kernels/engines';
import { layerKinds } from '@shared/nn/layers';
import { parseRunSpec } from '@shared/spec/parse-run-spec';
import { createClassifier } from '@shared/training/classifier';
import { soloTeam } from '@shared/training/team';
import { describe, expect, it } from 'vitest';
import { realMnist } from '../../../support/digits';
import { foreignOnnx } from '../../../support/foreign-onnx';
import { drawn, type Trained } from '../../../support/trained';

const createTeam = soloTeam(engine.create);
const mnist = realMnist();
const dataset = { ...mnist, training: mnist.training.slice(0, 300), test: mnist.test.slice(0, 50) };

const probabilitiesOf = ({ spec, tensors }: Trained) =>
  createClassifier(spec.network, spec.data.scaling, tensors, createTeam).probabilities(dataset.test.pixels).flat();

const network = (scaling: string, layers: object[]) =>
  drawn(parseRunSpec({ version: 3, name: 'Net', data: { scaling }, network: { layers } }));
const networks: Record<string, Trained> = {
  'dense layers with every activation': network('unit', [
    ...layerKinds.filter(({ family }) => family === 'activation').flatMap(({ type }) => [{ type: 'affine', units: 16 }, { type }]),
    { type: 'affine', units: 10 },
  ]),
  'images with padding, strides and pooling': network('standardise', [
    { type: 'conv2d', filters: 5, kernel: 5, stride: 2, padding: { top: 3, right: 0, bottom: 1, left: 2 } },
    { type: 'batch-norm', epsilon: 0.001 },
    { type: 'leaky-relu', slope: 0.1 },
    { type: 'max-pool', window: 3, stride: 2, padding: { top: 0, right: 1, bottom: 1, left: 0 } },
    { type: 'conv2d', filters: 7 },
    { type: 'elu', alpha: 0.7 },
    { type: 'average-pool', window: 3, stride: 1, padding: { top: 1, right: 0, bottom: 0, left: 1 } },
    { type: 'affine', units: 10 },
  ]),
  'a mean over each channel': network('unit', [
    { type: 'conv2d', filters: 6, padding: 2 },
    { type: 'silu' },
    { type: 'global-average-pool' },
    { type: 'affine', units: 10 },
  ]),
};

describe('an ONNX graph that says nothing of Kasane', () => {
  it.each(Object.entries(networks))('of %s predicts as its network does', (_name, trained) => {
    // The form of its inputs is left open, and drawn networks read no digit: any of those that are tried may be chosen.
    const found = importParameters(foreignOnnx(trained), 'net.onnx', {
      dataset,
      createTeam,
      activation: 'relu',
      chosen: 'inputs 0 to 255',
    });
    expect(found.recognised?.chosen).toBe('inputs 0 to 255');
    const [own, read] = [probabilitiesOf(trained), probabilitiesOf(found)];
    own.forEach((value, index) => {
      expect(Math.abs(value - (read[index] ?? 0))).toBeLessThan(1e-4);
    });
  });

  it('with a second way beside the first is refused by the node', () => {
    const trained = network('unit', [
      { type: 'residual', layers: [{ type: 'conv2d', filters: 1 }] },
      { type: 'affine', units: 10 },
    ]);
    expect(() => importParameters(foreignOnnx(trained), 'net.onnx', { dataset, createTeam })).toThrow(
      /^net\.onnx: \S+: is a second way beside the first \(\w+\), which has no equal in Kasane/,
    );
  });

  it('with a node that has no equal is refused by its name and type', () => {
    const model = serializeOnnx({
      ...{ name: 'Net', about: '', tensors: [], metadata: {} },
      nodes: [{ type: 'LSTM', inputs: ['x'], output: 'memory' }],
      input: { name: 'x', shape: ['batch', 784] },
      output: { name: 'memory', shape: ['batch', 10] },
    });
    expect(() => importParameters(model, 'net.onnx', { dataset, createTeam })).toThrow(
      /^net\.onnx: memory: is LSTM, which has no equal in Kasane/,
    );
  });
});
