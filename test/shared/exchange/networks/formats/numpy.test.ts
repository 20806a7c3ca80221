/** What NumPy reads of Kasane's files, and what the book's own forward pass makes of params.json. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parameterFormats } from '@shared/exchange/networks/formats';
import { engine } from '@shared/kernels/engines';
import { createClassifier } from '@shared/training/classifier';
import { soloTeam } from '@shared/training/team';
import { afterAll, describe, expect, it } from 'vitest';
import { realMnist } from '../../../../support/digits';
import { pythonWith, runPython } from '../../../../support/python';
import { type Trained, zoo } from '../../../../support/trained';

const numpy = pythonWith('numpy');
const folder = mkdtempSync(join(tmpdir(), 'kasane-numpy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const reader = resolve(import.meta.dirname, '../../../../fixtures/read_parameters.py');
const read = (...parameters: string[]) => runPython(numpy ?? '', reader, parameters);

function written(type: string, { spec, tensors }: Trained): string {
  const format = parameterFormats.find((each) => each.type === type);
  const path = join(folder, `${spec.name.replaceAll(/\W/g, '')}.${type}`);
  const named = { spec, tensors, name: spec.name, network: spec.network, scaling: spec.data.scaling, testAccuracy: 0.25 };
  writeFileSync(path, format?.write?.(named) ?? '');
  return path;
}

const md5 = ({ buffer, byteOffset, byteLength }: Float32Array) =>
  createHash('md5')
    .update(Buffer.from(buffer, byteOffset, byteLength))
    .digest('hex');

describe.skipIf(numpy === null).each([
  ['npz', 'npz'],
  ['safetensors', 'safetensors'],
  ['kasane-json', 'network'],
])('%s', (type, kind) => {
  it.each(zoo.map((each) => [each.spec.name, each] as const))('of %s has the same arrays in NumPy', async (_name, each) => {
    const { arrays, told } = (await read(kind, written(type, each))) as {
      arrays: Record<string, { shape: number[]; dtype: string; md5: string }>;
      told: { spec: unknown; testAccuracy: number; preprocessing: { scale: number } };
    };
    expect(Object.keys(arrays)).toEqual(each.tensors.map(({ name }) => name));
    for (const { name, shape, values } of each.tensors) {
      expect(arrays[name]).toEqual({ shape, dtype: 'float32', md5: md5(values) });
    }
    expect(told).toMatchObject({ spec: each.spec, testAccuracy: 0.25 });
  });
});

describe.skipIf(numpy === null)('params.json', () => {
  const COUNT = 300;
  const images = realMnist().test.slice(0, COUNT).pixels;
  const file = join(folder, 'images');
  const conv = (ordinal: number, pad = 1) => [['conv', ordinal, pad], ['relu']];
  const deep = [...conv(1), ...conv(2), ['pool'], ...conv(3), ...conv(4, 2), ['pool'], ...conv(5), ...conv(6), ['pool']];

  it.each([
    ['Two-layer', [['affine', 1], ['relu'], ['affine', 2]]],
    ['Small CNN', [...conv(1), ['pool'], ...conv(2), ['pool'], ['affine', 3], ['relu'], ['affine', 4]]],
    ['DeepConvNet', [...deep, ['affine', 7], ['relu'], ['affine', 8]]],
  ])('of %s answers alike in the book’s NumPy', async (name, layers) => {
    const each = zoo.find(({ spec }) => spec.name === name);
    if (!each) throw new Error(`there is no ${name}`);
    writeFileSync(file, images);
    const theirs = ((await read('params', written('params-json', each), file, JSON.stringify(layers))) as number[][]).flat();
    const { network, data } = each.spec;
    const ours = createClassifier(network, data.scaling, each.tensors, soloTeam(engine.create)).probabilities(images).flat();
    const largest = ours.reduce((most, value, index) => Math.max(most, Math.abs(value - (theirs[index] ?? Number.NaN))), 0);
    expect(largest).toBeLessThan(1e-5);
  });
});
