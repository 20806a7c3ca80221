/** Every format gives back what was put into it, and says what it is. */

import { importParameters } from '@shared/exchange/foreign/import-parameters';
import { formatOfName } from '@shared/exchange/format-of-name';
import { exportChecked, exportFormats } from '@shared/exchange/networks/export-parameters';
import { parameterFormats } from '@shared/exchange/networks/formats';
import type { TrainedNetwork } from '@shared/exchange/networks/formats/format';
import { toHalf } from '@shared/formats/float-types';
import { engine } from '@shared/kernels/engines';
import { soloTeam } from '@shared/training/team';
import { describe, expect, it } from 'vitest';
import { realMnist } from '../support/digits';
import { type Trained, zoo } from '../support/trained';

const createTeam = soloTeam(engine.create);
const mnist = realMnist();
const few = {
  ...mnist,
  test: mnist.test.slice(0, 200),
};

const trained = ({ spec, tensors }: Trained): TrainedNetwork => ({
  ...{ spec, tensors, name: spec.name, network: spec.network, scaling: spec.data.scaling, testAccuracy: 0.5 },
});
const sameBytes = (a: Uint8Array | Float32Array | undefined, b: Uint8Array | Float32Array) =>
  a !== undefined && Buffer.from(a.buffer, a.byteOffset, a.byteLength).equals(Buffer.from(b.buffer, b.byteOffset, b.byteLength));
const sources = { dataset: few, createTeam };

describe.each(exportFormats.map(({ type }) => type))('%s', (type) => {
  const format = exportFormats.find((each) => each.type === type);
  if (!format) throw new Error('there is no such format');
  /** params.json folds the scaling of inputs into the first layer's weights, which filters cannot take. */
  const cases = zoo.filter(({ spec }) => type !== 'params-json' || spec.data.scaling === 'unit');

  it.each(cases.map((each) => [each.spec.name, each] as const))('gives %s back bit for bit, or as it rounds', (_name, each) => {
    const bytes = format.write(trained(each));
    const read = importParameters(bytes, 'file', { ...sources, spec: each.spec });
    expect(read.tensors.map(({ name, shape }) => [name, shape])).toEqual(each.tensors.map(({ name, shape }) => [name, shape]));
    each.tensors.forEach(({ name, values }, index) => {
      expect(sameBytes(read.tensors[index]?.values, format.rounds ? values.map(toHalf) : values), name).toBe(true);
    });
    expect(read.spec.network).toEqual(each.spec.network);
    expect(read.spec.data.scaling).toBe(each.spec.data.scaling);
    if (type !== 'params-json') expect(read).toMatchObject({ spec: each.spec, claimed: 0.5, recognised: null });
    expect(sameBytes(format.write(trained(each)), bytes)).toBe(true); // the same network gives the same file
  });

  it('is recognised by its bytes, and by no other format before it', () => {
    for (const each of cases) {
      const bytes = format.write(trained(each));
      // One that rounds is another's file, with other numbers.
      expect(parameterFormats.find((other) => other.recognises(bytes))?.read).toBe(format.read);
    }
  });

  it('is found by the end of a file’s name', () => {
    for (const extension of format.extensions)
      expect(formatOfName(`/somewhere/My net.${extension.toUpperCase()}`, exportFormats).type).toBe(type);
  });

  it('is written only once its file was read again and answers alike', () => {
    const [first] = cases;
    if (!first) throw new Error('there is no network to write');
    const { bytes, images, accuracy } = exportChecked(type, first, few, createTeam);
    expect(images).toBe(200);
    expect(importParameters(bytes, 'file', { ...sources, spec: first.spec }).claimed).toBe(type === 'params-json' ? null : accuracy);
  });
});

it('params.json of a network on standardised inputs has no equal for filters, and says so', () => {
  const [images] = zoo;
  expect(() => exportChecked('params-json', images as Trained, few, createTeam)).toThrow(
    'W1: a first layer that is not dense has no equal for inputs 0 to 1; train with data.scaling "unit" to export',
  );
});

it('an unknown format is refused with those there are', () => {
  const [, vectors] = zoo;
  expect(() => exportChecked('gif', vectors as Trained, few, createTeam)).toThrow(/^gif: is no format; use kasane-json, params-json, /);
});

it.each(['net', 'net.h5', 'net.pkl', 'net.zip'])('%s is the name of no format that is written', (name) => {
  expect(() => formatOfName(name, exportFormats)).toThrow(/ends as no format does; end it with one of \.half\.html, \.html, \.json, /);
});

it('a design is none of what was trained', () => {
  expect(() => formatOfName('net.kasane.json', exportFormats)).toThrow('net.kasane.json: .kasane.json is the ending of designs');
});
