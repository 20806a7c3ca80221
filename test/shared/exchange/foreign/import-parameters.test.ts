import { importParameters } from '@shared/exchange/foreign/import-parameters';
import { candidateActivations, recognitionText } from '@shared/exchange/foreign/recognition';
import { toOrder } from '@shared/exchange/networks/flatten-order';
import { parameterFormats } from '@shared/exchange/networks/formats';
import { serializeParamsJson } from '@shared/exchange/networks/params-json';
import { serializeSafetensors } from '@shared/formats/safetensors';
import { engine } from '@shared/kernels/engines';
import { parseRunSpec } from '@shared/spec/parse-run-spec';
import { presetSpec } from '@shared/spec/presets';
import { createClassifier } from '@shared/training/classifier';
import { complete } from '@shared/training/evaluation';
import { TrainingSession } from '@shared/training/session';
import { soloTeam } from '@shared/training/team';
import { describe, expect, it } from 'vitest';
import { realMnist } from '../../../support/digits';
import { drawn } from '../../../support/trained';

const dataset = realMnist();
const createTeam = soloTeam(engine.create);
const bytes = (text: string) => new TextEncoder().encode(text);

/** A network of 20 hidden units after 1,000 iterations: enough for the wrong activation to read it far worse. */
function trained(activation: string): { text: string; accuracy: number } {
  const spec = parseRunSpec({
    version: 1,
    name: activation,
    data: { validation: 10_000 },
    network: { layers: [{ type: 'affine', units: 20 }, { type: activation }, { type: 'affine', units: 10 }] },
    optimizer: { type: 'sgd', learningRate: activation === 'sigmoid' ? 1 : 0.1 },
    training: { batchSize: 50, duration: { unit: 'iterations', count: 1000 } },
  });
  const session = new TrainingSession({ spec, dataset, createTeam: soloTeam(engine.create) });
  let accuracy = 0;
  for (const event of session.events()) if (event.type === 'evaluated' && event.set === 'test') accuracy = event.evaluation.accuracy;
  return { text: serializeParamsJson(session.parameters()), accuracy };
}

describe('importing parameters', () => {
  it.each(candidateActivations)('finds that the hidden activation was %s, and says why', (activation) => {
    const { text, accuracy } = trained(activation);
    const { spec, tensors, recognised, summary } = importParameters(bytes(text), 'p.json', { dataset, createTeam });
    expect(recognised?.chosen).toBe(activation === 'relu' ? 'ReLU' : 'Sigmoid');
    expect(summary).toBe('784-20-10');
    expect(recognised && recognitionText(recognised)).toMatch(
      /^(ReLU|Sigmoid), for it reads .* % of 10,000 validation images right \(.*: .* %\)/,
    );
    const evaluation = complete(createClassifier(spec.network, 'unit', tensors, createTeam).evaluate(dataset.test));
    expect(evaluation.accuracy).toBe(accuracy);
  });

  it('takes the activation it is told', () => {
    const { text } = trained('relu');
    const { recognised, spec } = importParameters(bytes(text), 'p.json', { dataset, createTeam, activation: 'sigmoid' });
    expect(recognised).toBeNull();
    expect(spec.network.layers[1]?.type).toBe('sigmoid');
  });

  it.each([
    [
      'inputs of another size',
      { W1: [[1]], b1: [0], W2: [[1]], b2: [0] },
      'p.json: W1: has 1 rows; expected 784, one for each number of an image of 28×28×1',
    ],
    [
      'other classes',
      { W1: Array.from({ length: 784 }, () => [1]), b1: [0], W2: [[1]], b2: [0] },
      'p.json: b2: has 1 numbers; expected 10, one for each class',
    ],
    [
      'layers that do not meet',
      { W1: Array.from({ length: 784 }, () => [1, 2]), b1: [0, 0], W2: [[1]], b2: [0] },
      'p.json: W2: has 1 rows; expected 2, one for each unit of the layer before',
    ],
  ])('refuses %s', (_what, content, message) => {
    expect(() => importParameters(bytes(JSON.stringify(content)), 'p.json', { dataset, createTeam })).toThrow(message);
  });

  it('finds the design that filters belong to, and tells designs apart that have the same shapes', () => {
    const spec = parseRunSpec({
      version: 2,
      name: 'Mine',
      network: { layers: [{ type: 'conv2d', filters: 3 }, { type: 'tanh' }, { type: 'affine', units: 10 }] },
    });
    const other = parseRunSpec({
      ...spec,
      name: 'Other',
      network: { ...spec.network, layers: [spec.network.layers[0], { type: 'relu' }, spec.network.layers[2]] },
    });
    const session = new TrainingSession({ spec: { ...spec, data: { ...spec.data, limit: 3000, validation: 500 } }, dataset, createTeam });
    const events = session.events();
    for (let step = 0; step < 60; step++) events.next();
    const text = bytes(serializeParamsJson(toOrder(spec.network, session.parameters(), 'channels')));
    const found = importParameters(text, 'p.json', { dataset, createTeam, designs: [other, spec] });
    expect(found.recognised?.chosen).toBe('Mine');
    expect(found.recognised?.trials.map(({ label }) => label)).toEqual(expect.arrayContaining(['Other', 'Mine']));
    expect(found.spec.network).toEqual(spec.network);
    expect(found.tensors.find(({ name }) => name === 'W2')?.values).toEqual(session.parameters()[2]?.values);
    const unknown = importParameters(text, 'p.json', { dataset, createTeam });
    expect(unknown.recognised?.trials.map(({ label }) => label)).toContain('Tanh, padding “same”');
  });

  /** Filters that were trained on scaled inputs, as safetensors of another program hold them: pixel by pixel, and no word. */
  function standardised() {
    const spec = parseRunSpec({
      version: 2,
      name: 'Scaled',
      data: { scaling: 'standardise', limit: 3000, validation: 500 },
      network: { layers: [{ type: 'conv2d', filters: 3 }, { type: 'relu' }, { type: 'affine', units: 10 }] },
    });
    const session = new TrainingSession({ spec, dataset, createTeam });
    const events = session.events();
    for (let step = 0; step < 60; step++) events.next();
    return { spec, tensors: session.parameters() };
  }

  it('finds out how inputs are scaled and laid out, where neither file nor format says', () => {
    const { spec, tensors } = standardised();
    const file = serializeSafetensors({ tensors, metadata: {} });
    const found = importParameters(file, 'f.safetensors', { dataset, createTeam, spec });
    expect(found.recognised?.trials).toHaveLength(4);
    expect(found.recognised?.chosen).toBe('Scaled (standardise, pixels)');
    expect(found.spec.data.scaling).toBe('standardise');
    expect(found.tensors.map(({ values }) => values)).toEqual(tensors.map(({ values }) => values));
  });

  it('refuses to be told otherwise by a file that tells itself', () => {
    const { spec, tensors } = standardised();
    const told = { spec, tensors, name: spec.name, network: spec.network, scaling: spec.data.scaling, testAccuracy: null };
    const file = parameterFormats.find(({ type }) => type === 'safetensors')?.write?.(told) ?? new Uint8Array();
    const sources = { dataset, createTeam };
    const [conv, relu, dense] = spec.network.layers;
    const withDropout = parseRunSpec({ ...spec, network: { ...spec.network, layers: [conv, relu, { type: 'dropout' }, dense] } });
    for (const given of [spec, withDropout]) expect(importParameters(file, 'f', { ...sources, spec: given }).spec).toEqual(spec);
    for (const hint of [{ spec: presetSpec('two-layer') }, { activation: 'sigmoid' } as const])
      expect(() => importParameters(file, 'f', { ...sources, ...hint })).toThrow(
        /^f: says itself that it is .*, which is not what was given/,
      );
  });

  it('takes dense layers of a block, which do not fit one after another, by the design that has them', () => {
    const spec = parseRunSpec({
      version: 2,
      name: 'Block',
      network: {
        layers: [
          { type: 'affine', units: 20 },
          { type: 'residual', layers: [{ type: 'affine', units: 14 }], projection: true },
          { type: 'affine', units: 10 },
        ],
      },
    });
    const file = bytes(serializeParamsJson(drawn(spec).tensors));
    expect(importParameters(file, 'p.json', { dataset, createTeam, designs: [spec] }).spec.network).toEqual(spec.network);
    expect(() => importParameters(file, 'p.json', { dataset, createTeam })).toThrow('p.json: W3: has 20 rows; expected 14');
  });

  it('refuses a tensor that stands there twice, whatever the format', () => {
    const { spec, tensors } = drawn(presetSpec('two-layer'));
    const told = {
      spec,
      tensors: [...tensors, ...tensors.slice(0, 1)],
      name: 'x',
      network: spec.network,
      scaling: 'unit',
      testAccuracy: 0.5,
    } as const;
    const onnx = parameterFormats.find(({ type }) => type === 'onnx')?.write?.(told) ?? new Uint8Array();
    expect(() => importParameters(onnx, 'f', { dataset, createTeam })).toThrow(/^f: W1: stands there twice; leave one out/);
  });

  it('refuses what no format knows', () => {
    expect(() => importParameters(bytes('Meow!'), 'cat.net', { dataset, createTeam })).toThrow(
      /^cat\.net: is no file of parameters that Kasane knows; it reads Kasane network \(JSON\), TensorFlow\.js/,
    );
  });
});
