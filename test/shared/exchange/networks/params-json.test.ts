import { layerSizes, parseParamsJson, serializeParamsJson } from '@shared/exchange/networks/params-json';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const tensor = (name: string, shape: number[], start = 0) => ({
  name,
  shape,
  values: Float32Array.from({ length: shape.reduce((product, side) => product * side, 1) }, (_, index) => (start + index) / 7),
});
const sound = [tensor('W1', [4, 3]), tensor('b1', [3], 50), tensor('W2', [3, 2], 9), tensor('b2', [2], 1)];
const text = serializeParamsJson(sound);
/** The file with one entry put in another's place. */
const withEntry = (name: string, value: unknown) => JSON.stringify({ ...JSON.parse(text), [name]: value });

describe('params.json', () => {
  it('has the first app’s layout', () => {
    expect(serializeParamsJson([{ name: 'W1', shape: [2, 2], values: new Float32Array([1, 0.5, -0.1, 1e-8]) }])).toBe(
      '{"W1":[[1,0.5],[-0.1,1e-8]]}',
    );
  });

  it('comes back bit for bit', () => {
    const one = sound.slice(0, 2);
    expect(parseParamsJson(serializeParamsJson(one), 'f')).toEqual(one);
    expect(parseParamsJson(text, 'f')).toEqual(sound);
    expect(layerSizes(sound)).toEqual([4, 3, 2]);
    const anyFloat = fc.float({ noNaN: true, noDefaultInfinity: true }).map((value) => (Object.is(value, -0) ? 0 : value));
    fc.assert(
      fc.property(fc.array(anyFloat, { minLength: 6, maxLength: 6 }), (numbers) => {
        const tensors = [
          { name: 'W1', shape: [1, 2], values: new Float32Array(numbers.slice(0, 2)) },
          { name: 'b1', shape: [2], values: new Float32Array(2) },
          { name: 'W2', shape: [2, 1], values: new Float32Array(numbers.slice(2, 4)) },
          { name: 'b2', shape: [1], values: new Float32Array(numbers.slice(4, 5)) },
        ];
        expect(parseParamsJson(serializeParamsJson(tensors), 'f')).toEqual(tensors);
      }),
    );
  });

  it.each([
    ['cut short', text.slice(0, 40), /^f: not JSON: /],
    ['no object', '[1]', 'f: the file holds no object; expected {"W1": …, "b1": …, "W2": …, "b2": …}'],
    ['empty', '{}', 'f: W1: is missing; expected W1, b1, W2, b2, … without a gap'],
    ['without b2', withEntry('b2', undefined), 'f: b2: is missing; expected W1, b1, W2, b2, … without a gap'],
    ['a number for a list', withEntry('b1', 3), 'f: b1: is a number; expected a list'],
    ['null for a list', withEntry('W1', null), 'f: W1: is null; expected a list'],
    [
      'a ragged matrix',
      withEntry('W1', [
        [1, 2, 3],
        [1, 2],
        [1, 2, 3],
        [1, 2, 3],
      ]),
      'f: W1[1]: has 2 numbers; expected 3 as in W1[0]',
    ],
    ['a flat matrix', withEntry('W1', [1, 2, 3]), 'f: W1[0]: is no list of numbers; expected a row of weights'],
    ['a bias too long', withEntry('b1', [1, 2, 3, 4]), 'f: b1: has 4 numbers; expected 3, one for each unit'],
    ['NaN, which JSON writes as null', withEntry('b2', [1, null]), 'f: b2[1]: null is no finite number; expected a float32'],
    ['bare NaN', text.replace('"b1":[', '"b1":[NaN,'), /^f: not JSON: /],
    ['beyond float32', withEntry('b2', [1e39, 0]), 'f: b2[0]: 1e+39 is no finite number; expected a float32'],
    ['a text for a number', withEntry('b2', ['1', 0]), 'f: b2[0]: "1" is no finite number; expected a float32'],
    ['a thousand layers', '{"W999":[]}', 'f: 999 layers are more than Kasane reads; expected at most 100'],
  ])('that is %s is refused', (_what, content, message) => {
    expect(() => parseParamsJson(content, 'f')).toThrow(message);
  });

  it('of any text at all is read or refused in words', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.jsonValue().map((value) => withEntry('W1', value)),
        ),
        (content) => {
          try {
            parseParamsJson(content, 'f');
          } catch (error) {
            expect(error).toMatchObject({ name: 'ParametersError' });
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
