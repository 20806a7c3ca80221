import { parseSafetensors, SafetensorsError, serializeSafetensors } from '@shared/formats/safetensors';
import { array, assert, float, property, record, string, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';

const tensor = (name: string, shape: readonly number[], ...values: number[]) => ({ name, shape, values: Float32Array.from(values) });

describe('safetensors', () => {
  it('is laid out as the format says', () => {
    const file = serializeSafetensors({ tensors: [tensor('b', [2], 1, -2)], metadata: { step: '3' } });
    const view = new DataView(file.buffer);
    const length = Number(view.getBigUint64(0, true));
    const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length)));
    expect(header).toEqual({ __metadata__: { step: '3' }, b: { dtype: 'F32', shape: [2], data_offsets: [0, 8] } });
    expect([view.getFloat32(8 + length, true), view.getFloat32(12 + length, true)]).toEqual([1, -2]);
    expect(file.length).toBe(8 + length + 8);
  });

  it('gives back any tensors, bit for bit', () => {
    const values = array(float({ noDefaultInfinity: true, noNaN: true }), { maxLength: 20 });
    assert(
      property(array(record({ name: string({ minLength: 1 }), values }), { maxLength: 5 }), (made) => {
        const names = new Set<string>();
        const tensors = made
          .filter(
            ({ name }) => name !== '__metadata__' && name !== '__proto__' && !/^\d+$/.test(name) && !names.has(name) && names.add(name),
          )
          .map((each) => tensor(each.name, [each.values.length], ...each.values));
        const file = serializeSafetensors({ tensors, metadata: { a: 'b' } });
        expect(parseSafetensors(file, 'x')).toEqual({ tensors, metadata: { a: 'b' } });
      }),
      { seed: 1 },
    );
  });

  it('refuses in words what is damaged', () => {
    const file = serializeSafetensors({ tensors: [tensor('W1', [2, 2], 1, 2, 3, 4)], metadata: {} });
    const damaged = (change: (header: string) => string) => {
      const length = Number(new DataView(file.buffer).getBigUint64(0, true));
      const text = change(new TextDecoder().decode(file.subarray(8, 8 + length))).padEnd(length);
      return new Uint8Array([...file.subarray(0, 8), ...new TextEncoder().encode(text), ...file.subarray(8 + length)]);
    };
    const refuse = (bytes: Uint8Array, message: string) => expect(() => parseSafetensors(bytes, 'x')).toThrow(message);
    refuse(file.subarray(0, 5), 'x: has 5 bytes');
    refuse(file.subarray(0, 30), 'cut short');
    refuse(file.subarray(0, file.length - 4), 'W1 ends at byte 16 of the data, which has 12');
    refuse(
      damaged((header) => header.replace('F32', 'I32')),
      'W1 is I32, expected F32 or another type of floats',
    );
    refuse(
      damaged((header) => header.replace('[2,2]', '[3,2]')),
      'W1 of shape [3,2] has 16 bytes, expected 24',
    );
    refuse(
      damaged(() => '{'),
      'not JSON',
    );
    refuse(
      damaged(() => '[]'),
      'not an object',
    );
  });

  it('never fails in any other way, whatever the bytes', () => {
    assert(
      property(uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          parseSafetensors(bytes, 'x');
        } catch (error) {
          expect(error).toBeInstanceOf(SafetensorsError);
        }
      }),
      { seed: 1, numRuns: 10_000 },
    );
  });
});
