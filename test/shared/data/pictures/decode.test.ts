import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { decodePicture, isPicture, pictureSize } from '@shared/data/pictures/decode';
import { describe, expect, it } from 'vitest';

/** Written, and read, by Pillow: make.py there. */
const folder = resolve(import.meta.dirname, '../../../fixtures/pictures');
const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Record<
  string,
  { readonly width: number; readonly height: number; readonly tolerance: number; readonly rgba: string }
>;
const bytesOf = (name: string) => new Uint8Array(readFileSync(join(folder, name)));

describe('a picture', () => {
  it.each(Object.entries(expected))('%s shows what Pillow finds in it', async (name, { width, height, tolerance, rgba }) => {
    const bytes = bytesOf(name);
    expect(isPicture(bytes.subarray(0, 64))).toBe(true);
    expect(pictureSize(bytes)).toEqual({ width, height });
    const picture = await decodePicture(bytes, name);
    expect([picture.width, picture.height]).toEqual([width, height]);
    const wanted = new Uint8Array(Buffer.from(rgba, 'base64'));
    const off = wanted.map((value, at) => Math.abs(value - (picture.data[at] ?? 0)));
    // What cannot be seen has no colour.
    expect(Math.max(...off.filter((_, at) => wanted[at | 3] !== 0))).toBeLessThanOrEqual(tolerance);
  });

  it.each(Object.keys(expected))('%s that is cut short is told of', async (name) => {
    const bytes = bytesOf(name);
    // Of a GIF of several frames the first is all that is needed.
    const lengths = [
      0,
      1,
      8,
      20,
      40,
      Math.floor(bytes.length / 3),
      ...(/gif$/.test(name) ? [] : [Math.floor(bytes.length * 0.9), bytes.length - 3]),
    ];
    for (const length of lengths)
      await expect(decodePicture(bytes.subarray(0, length), name), String(length)).rejects.toMatchObject({
        name: 'ImageError',
        message: expect.stringMatching(new RegExp(`^${name}: `)),
      });
  });
});
