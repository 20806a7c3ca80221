/** Pickles that NumPy wrote (fixtures/pickles.py): arrays are read, and nothing is run. */
import { existsSync } from 'node:fs';
import { npz } from '@shared/exchange/networks/formats/npz';
import { parsePickle } from '@shared/formats/pickle';
import { isPickle } from '@shared/formats/pickle-machine';
import { describe, expect, it } from 'vitest';
import pickles from '../../fixtures/pickles.json';

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));

describe('a pickle', () => {
  it.each(Object.entries(pickles.good))('of %s gives its arrays row by row', (_kind, text) => {
    expect(isPickle(bytes(text))).toBe(true);
    const found = parsePickle(bytes(text));
    expect(found.map(({ name }) => name)).toEqual(Object.keys(pickles.expected));
    for (const { name, shape, values } of found) {
      const expected = pickles.expected[name as keyof typeof pickles.expected];
      expect(shape).toEqual(expected.shape);
      expect([...values]).toEqual(expected.values.map(Math.fround));
    }
  });

  it.each([
    ['a call of os.system', /^asks for (posix|nt)\.system, which is not run; only NumPy arrays in dicts and lists are read$/],
    ['a call of eval', /^asks for builtins\.eval, which is not run; only NumPy arrays in dicts and lists are read$/],
    ['a list of texts', /^holds no dict of arrays; expected W1, b1, W2, …$/],
    ['a dict of texts', /^W1: is "1.0"; expected a NumPy array of floats$/],
    ['whole numbers', /^W1: holds <i8; expected floats such as <f4$/],
    ['objects', /^asks for posix\.system, which is not run/],
    ['numbers for names', /^names an array by 1; expected a text such as W1$/],
  ] as const)('that holds %s is refused', (what, message) => {
    expect(() => parsePickle(bytes(pickles.bad[what]))).toThrow(message);
    expect(existsSync('/tmp/kasane-was-here')).toBe(false);
  });

  it.each(['protocol 0', 'protocol 4'] as const)('of %s that is cut short anywhere is refused', (protocol) => {
    const whole = bytes(pickles.good[protocol]);
    for (let length = 0; length < whole.length; length++) expect(() => parsePickle(whole.subarray(0, length))).toThrow();
  });

  it('in a .npy file, as numpy.save keeps a dict, is read', () => {
    const { tensors } = npz.read(bytes(pickles.npy), 'params.npy', {});
    expect(tensors.map(({ name, shape }) => [name, shape])).toEqual(
      Object.entries(pickles.expected).map(([name, { shape }]) => [name, shape]),
    );
  });
});
