import { layerKinds } from '@shared/nn/layers';
import { parseRunSpec, parseRunSpecText, SpecError } from '@shared/spec/parse-run-spec';
import { presetSpec, presets } from '@shared/spec/presets';
import type { RunSpec } from '@shared/spec/run-spec';
import { describe, expect, it } from 'vitest';

const sound = presetSpec('two-layer');
type Change = (spec: RunSpec) => unknown;
const layers =
  (...list: unknown[]): Change =>
  (spec) => ({ ...spec, network: { ...spec.network, layers: list } });

describe('a spec', () => {
  it.each(presets.map((preset) => preset.name))('of preset %s is complete and comes back from JSON the same', (name) => {
    const spec = presetSpec(name);
    expect(parseRunSpec(JSON.parse(JSON.stringify(spec)))).toEqual(spec);
  });

  it('of version 1, which knew no augmentation, is one without', () => {
    const spec = parseRunSpec({ version: 1, name: 'Old', network: { layers: [{ type: 'affine', units: 10 }] } });
    expect(spec.version).toBe(4);
    expect(spec.data.augmentation).toEqual([]);
  });

  it('of version 2, which knew nothing but digits, is one of digits as MNIST has them', () => {
    const spec = parseRunSpec({ version: 2, name: 'Old', network: { input: [28, 28, 1], layers: [{ type: 'affine', units: 10 }] } });
    expect(spec.network).toMatchObject({ classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'], recipe: 'mnist' });
  });

  it('has defaults for what is left out', () => {
    const spec = parseRunSpec({ version: 1, name: 'Least', network: { layers: [{ type: 'affine', units: 10 }] } });
    expect(spec.seed).toBe(1);
    expect(spec.data.validation).toBe(10_000);
    expect(spec.optimizer).toEqual({ type: 'sgd', learningRate: 0.1, weightDecay: 0 });
    expect(spec.training.batchSize).toBe(100);
  });

  it.each<[string, Change, string]>([
    ['no object', () => 7, 'spec: 7 is not an object; give { "version": 4, … }'],
    ['no version', (spec) => ({ ...spec, version: undefined }), 'version: nothing is not a version; use 4'],
    [
      'a newer version',
      (spec) => ({ ...spec, version: 5 }),
      'version: 5 was written by a newer Kasane than this one, which reads up to 4; update Kasane',
    ],
    [
      'a number too small',
      (spec) => ({ ...spec, training: { ...spec.training, batchSize: 0 } }),
      'training.batchSize: 0 is too small; use at least 1',
    ],
    ['a number too large', (spec) => ({ ...spec, seed: 2 ** 32 }), 'seed: 4294967296 is too large; use at most 4294967295'],
    [
      'a fraction',
      (spec) => ({ ...spec, training: { ...spec.training, batchSize: 1.5 } }),
      'training.batchSize: 1.5 is not a whole number',
    ],
    [
      'a text for a number',
      (spec) => ({ ...spec, optimizer: { type: 'sgd', learningRate: 'fast' } }),
      'optimizer.learningRate: "fast" is not a number',
    ],
    [
      'an unknown setting',
      (spec) => ({ ...spec, optimizer: { type: 'sgd', momentum: 1 } }),
      'optimizer: "momentum" is no setting here; leave it out',
    ],
    [
      'an augmentation named twice',
      (spec) => ({ ...spec, data: { ...spec.data, augmentation: [{ type: 'shift' }, { type: 'noise' }, { type: 'shift' }] } }),
      'data.augmentation[2].type: "shift" is named twice; leave one out',
    ],
    [
      'an unknown optimizer',
      (spec) => ({ ...spec, optimizer: { type: 'adamax' } }),
      'optimizer.type: "adamax" is not known; use one of "sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw"',
    ],
    [
      'an unknown choice',
      (spec) => ({ ...spec, training: { ...spec.training, sampling: 'none' } }),
      'training.sampling: "none" is not known; use "replacement" or "epochs"',
    ],
    ['no network', (spec) => ({ ...spec, network: undefined }), 'network: is missing; give an object'],
    ['no layers', layers(), 'network.layers: [] is too short; use at least 1 entries'],
    [
      'a layer without a type',
      layers({ units: 10 }),
      `network.layers[0].type: nothing is not known; use one of ${layerKinds.map((kind) => `"${kind.type}"`).join(', ')}`,
    ],
    ['a layer out of range', layers({ type: 'affine', units: 0 }), 'network.layers[0].units: 0 is too small; use at least 1'],
    [
      'another number of classes',
      layers({ type: 'affine', units: 5 }),
      'network.layers[0]: the last layer gives 5 numbers, one a class is needed; end with a dense layer of 10 units',
    ],
  ])('with %s is refused with place, value and remedy', (_what, change, message) => {
    expect(() => parseRunSpec(change(sound))).toThrow(expect.objectContaining({ name: 'SpecError', message }));
  });

  it('lists every problem at once', () => {
    const error = refusal(() => parseRunSpec({ ...sound, seed: -1, training: { ...sound.training, batchSize: 0 } }));
    expect(error.problems.map((problem) => problem.path)).toEqual(['seed', 'training.batchSize']);
  });

  it('that is no JSON is refused with the file’s name', () => {
    expect(() => parseRunSpecText('{"version": 1,', 'spec.json')).toThrow(/^spec\.json: not JSON \(.*\); fix the file or make one anew$/);
  });
});

function refusal(work: () => unknown): SpecError {
  try {
    work();
  } catch (error) {
    if (error instanceof SpecError) return error;
  }
  throw new Error('a SpecError was expected');
}
