/** Files made to take more than they give: each is refused at once, in words, before it is given memory. */

import { parseParamsJson } from '@shared/exchange/networks/params-json';
import { parseOnnx } from '@shared/formats/onnx-reader';
import { parsePickle } from '@shared/formats/pickle';
import { parseSafetensors } from '@shared/formats/safetensors';
import { unpackZip, ZipError, zipNames } from '@shared/formats/zip';
import { KasaneError } from '@shared/kasane-error';
import { parseDraftText } from '@shared/spec/parse-run-spec';
import { zipSync } from 'fflate';
import { PbfWriter } from 'pbf';
import { describe, expect, it } from 'vitest';

const all = () => true;
const changed = (bytes: Uint8Array, change: (view: DataView) => void) => {
  const copy = bytes.slice();
  change(new DataView(copy.buffer));
  return copy;
};
/** The place of the first header of that kind. */
const placeOf = (bytes: Uint8Array, signature: number) => {
  const view = new DataView(bytes.buffer);
  for (let at = 0; at + 4 <= bytes.length; at++) if (view.getUint32(at, true) === signature) return at;
  throw new Error('there is no such header');
};
const CENTRAL = 0x02014b50;
const END = 0x06054b50;

describe('a zip', () => {
  const stored = zipSync({ a: new Uint8Array(1000).fill(7) }, { level: 0 });
  const deflated = zipSync({ a: new Uint8Array(100_000).fill(7) });

  it('is unpacked as it was packed, whatever lies behind its end', () => {
    expect(unpackZip(stored, all)).toEqual({ a: new Uint8Array(1000).fill(7) });
    expect(unpackZip(deflated, all)).toEqual({ a: new Uint8Array(100_000).fill(7) });
    expect(zipNames(zipSync({ a: new Uint8Array(3), 'ä/b': new Uint8Array(3) }))).toEqual(['a', 'ä/b']);
  });

  it('of more entries than any network has is refused before they are read', () => {
    const end = placeOf(stored, END);
    const claims = changed(stored, (view) => view.setUint16(end + 10, 60_000, true));
    expect(zipNames(claims)).toEqual([]);
    expect(() => unpackZip(claims, all)).toThrow(expect.objectContaining({ trouble: 'too many', limit: 10_000 }));
  });

  it('that claims billions of entries has none', () => {
    const claims = new Uint8Array(4 + 56 + 20 + 22);
    const view = new DataView(claims.buffer);
    view.setUint32(0, 0x04034b50, true);
    view.setUint32(4, 0x06064b50, true);
    view.setBigUint64(4 + 32, 2n ** 32n - 1n, true);
    view.setUint32(60, 0x07064b50, true);
    view.setBigUint64(68, 4n, true);
    view.setUint32(80, END, true);
    view.setUint16(90, 0xffff, true);
    view.setUint32(96, 0xffffffff, true);
    expect(zipNames(claims)).toEqual([]);
    expect(() => unpackZip(claims, all)).toThrow(ZipError);
  });

  it.each<[string, Uint8Array]>([
    ['that says it is shorter than it is', changed(deflated, (view) => view.setUint32(placeOf(deflated, CENTRAL) + 24, 12, true))],
    ['that says it is longer than it is', changed(deflated, (view) => view.setUint32(placeOf(deflated, CENTRAL) + 24, 100_001, true))],
    ['that says more than can be', changed(deflated, (view) => view.setUint32(placeOf(deflated, CENTRAL) + 24, 500_000_000, true))],
    ['that is stored as less than it is', changed(stored, (view) => view.setUint32(placeOf(stored, CENTRAL) + 24, 0, true))],
    ['with a flipped bit', changed(stored, (view) => view.setUint8(500, 6))],
    ['whose directory lies elsewhere', changed(stored, (view) => view.setUint32(placeOf(stored, END) + 16, 5_000_000, true))],
  ])('%s is damaged', (_what, bytes) => {
    expect(() => unpackZip(bytes, all)).toThrow(expect.objectContaining({ trouble: 'damaged' }));
  });

  it.each<[string, number, number]>([
    ['of another packer', 10, 12],
    ['with a password', 8, 1],
  ])('%s is said to be that', (_what, offset, value) => {
    const bytes = changed(stored, (view) => view.setUint16(placeOf(stored, CENTRAL) + offset, value, true));
    expect(() => unpackZip(bytes, all)).toThrow(expect.objectContaining({ trouble: 'packed otherwise', entry: 'a' }));
  });

  it('whose extension for large sizes is longer than the file is read as far as it goes', () => {
    const central = placeOf(stored, CENTRAL);
    const bytes = new Uint8Array([...stored.subarray(0, central + 47), 1, 0, 0xff, 0xff, ...stored.subarray(central + 47)]);
    const view = new DataView(bytes.buffer);
    view.setUint16(central + 30, 4, true);
    expect(unpackZip(bytes, all).a).toHaveLength(1000);
  });

  it('whose entries are the same bytes again and again is damaged', () => {
    const central = placeOf(stored, CENTRAL);
    const end = placeOf(stored, END);
    const entry = stored.subarray(central, end);
    const entries = Array.from({ length: 26 }, (_, index) => {
      const copy = entry.slice();
      copy[46] = 97 + index; // another name
      return copy;
    });
    const bytes = new Uint8Array([...stored.subarray(0, central), ...entries.flatMap((each) => [...each]), ...stored.subarray(end)]);
    new DataView(bytes.buffer).setUint16(bytes.length - 22 + 10, 26, true);
    expect(() => unpackZip(bytes, all)).toThrow(expect.objectContaining({ trouble: 'damaged' }));
    expect(Object.keys(unpackZip(bytes, (name) => name === 'a'))).toEqual(['a']);
  });
});

describe('a pickle', () => {
  it('that names a function by a list of lists of lists is refused before any of it is text', () => {
    // A list that holds itself twice, 30 deep, where the module's name should be.
    const doubled = Array.from({ length: 30 }, (_, depth) => [0x5d, 0x71, depth + 1, 0x28, 0x68, depth, 0x68, depth, 0x65]).flat();
    const bytes = Uint8Array.from([0x80, 4, 0x5d, 0x71, 0, ...doubled, 0x8c, 1, 0x61, 0x93, 0x2e]);
    expect(() => parsePickle(bytes)).toThrow(/names what it calls by a list; expected a text/);
  });
});

describe('a pickle of a million steps', () => {
  it.each<[string, number]>([
    ['dicts', 0x7d],
    ['lists', 0x5d],
    ['Nones', 0x4e],
    ['marks', 0x28],
  ])('that make %s is refused', (_, operation) => {
    const bytes = new Uint8Array(1_100_000).fill(operation);
    bytes.set([0x80, 4]);
    expect(() => parsePickle(bytes)).toThrow(/takes more than 1000000 steps/);
  });

  it('that remember one thing again and again is refused', () => {
    const bytes = new Uint8Array(1_100_000).fill(0x94);
    bytes.set([0x80, 4, 0x7d]);
    expect(() => parsePickle(bytes)).toThrow(/takes more than 1000000 steps/);
  });
});

describe('an ONNX model', () => {
  it('with a tensor of millions of dimensions is refused at the ninth', () => {
    const tensor = new PbfWriter();
    tensor.writePackedVarint(
      1,
      Array.from({ length: 100_000 }, () => 1),
    );
    const model = new PbfWriter();
    model.writeMessage(7, (bytes: Uint8Array, graph) => graph.writeBytesField(5, bytes), tensor.finish());
    expect(() => parseOnnx(model.finish())).toThrow(/has a tensor of more than 8 dimensions/);
  });
});

describe('safetensors', () => {
  const file = (header: object, data: number) => {
    const text = new TextEncoder().encode(JSON.stringify(header));
    const bytes = new Uint8Array(8 + text.length + data);
    new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
    bytes.set(text, 8);
    return bytes;
  };
  const entry = (from: number, to: number) => ({ dtype: 'F32', shape: [(to - from) / 4], data_offsets: [from, to] });

  it('whose tensors share bytes, or leave some out, are refused', () => {
    expect(() => parseSafetensors(file({ a: entry(0, 40), b: entry(0, 40) }, 40), 'f')).toThrow(
      /f: b begins at byte 0 of the data, expected 40/,
    );
    expect(() => parseSafetensors(file({ a: entry(0, 8), b: entry(16, 24) }, 24), 'f')).toThrow(
      /f: b begins at byte 16 of the data, expected 8/,
    );
    expect(parseSafetensors(file({ b: entry(8, 16), a: entry(0, 8) }, 16), 'f').tensors).toHaveLength(2);
  });
});

describe('JSON', () => {
  const deep = `${'['.repeat(200_000)}1${']'.repeat(200_000)}`;

  it('nested without end is refused in words, wherever it is', () => {
    for (const text of [`{"W1":${deep}}`, `{"W1":[[1]],"b1":[1],"other":${deep}}`])
      expect(() => parseParamsJson(text, 'f')).toThrow(/^f: not JSON: lists in lists, more than 100 deep/);
    expect(() => parseDraftText(`{"version":2,"network":{"layers":${deep}}}`, 'f')).toThrow(KasaneError);
    expect(() => parseDraftText(deep, 'f')).toThrow(/lists in lists/);
  });

  it('of millions of lists is refused before it becomes any', () => {
    expect(() => parseParamsJson(`{"W1":[${'[],'.repeat(3_000_000)}[]]}`, 'f')).toThrow(/more than 2000000 lists/);
  });

  it.each<[string, string, RegExp]>([
    ['keys', `{"W1":[[1]],${Array.from({ length: 250_000 }, (_, key) => `"k${key}":1`).join(',')}}`, /more than 200000 keys/],
    ['texts', `{"W1":[${'"",'.repeat(450_000)}""]}`, /more than 400000 texts/],
    ['values', `{"W1":[${'1,'.repeat(8_100_000)}1]}`, /more than 8000000 values/],
  ])('of too many %s is refused before it becomes any', (_, text, message) => {
    expect(() => parseParamsJson(text, 'f')).toThrow(message);
  });

  it('may hold any brackets in its texts', () => {
    const text = JSON.stringify({ W1: [[1]], b1: [2], note: `\\"${'['.repeat(500)}\\` });
    expect(parseParamsJson(text, 'f')).toHaveLength(2);
  });
});
