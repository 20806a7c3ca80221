import { inkOf, type Plane, type RgbaImage } from '@shared/data/digits/ink';
import { normalisePicture } from '@shared/data/digits/normalise';
import { describe, expect, it } from 'vitest';

/** A picture painted pixel by pixel. */
function picture(width: number, height: number, colour: (x: number, y: number) => readonly [number, number, number, number]): RgbaImage {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data.set(colour(x, y), (y * width + x) * 4);
  return { width, height, data };
}

/** An upright bar, 40 wide and 200 tall, in a picture of 280 × 280. */
const inBar = (x: number, y: number) => x >= 30 && x < 70 && y >= 50 && y < 250;
const bar = (ink: readonly [number, number, number, number], paper: readonly [number, number, number, number]) =>
  picture(280, 280, (x, y) => (inBar(x, y) ? ink : paper));

const pixelsOf = (image: Plane) => normalisePicture(image)?.pixels ?? null;

describe('ink', () => {
  it.each([
    ['dark on light', bar([0, 0, 0, 255], [255, 255, 255, 255])],
    ['light on dark', bar([255, 255, 255, 255], [0, 0, 0, 255])],
    ['dark on see-through', bar([0, 0, 0, 255], [0, 0, 0, 0])],
    ['light on see-through', bar([255, 255, 255, 255], [255, 255, 255, 0])],
    ['blue on yellowish paper', bar([20, 20, 90, 255], [250, 245, 210, 255])],
  ])('%s gives the same digit', (_what, image) => {
    const expected = pixelsOf(inkOf(bar([0, 0, 0, 255], [255, 255, 255, 255])));
    expect(pixelsOf(inkOf(image))).toEqual(expected);
  });
});

describe('a normalised digit', () => {
  it('is 20 pixels long, full black and centred by mass', () => {
    const digit = pixelsOf(inkOf(bar([0, 0, 0, 255], [255, 255, 255, 255]))) ?? new Uint8Array();
    // 200 px tall → 20, so 40 px wide → 4, at integer offset int(15 − 10) = 5: rows 5 … 24, columns 13 … 16.
    const expected = Uint8Array.from({ length: 784 }, (_, index) => {
      const [x, y] = [index % 28, Math.floor(index / 28)];
      return x >= 13 && x < 17 && y >= 5 && y < 25 ? 255 : 0;
    });
    expect(digit).toEqual(expected);
  });

  it('does not depend on place or size', () => {
    const drawn = (left: number, top: number, scale: number): Plane => ({
      width: 280,
      height: 280,
      values: Float32Array.from({ length: 280 * 280 }, (_, index) => {
        const [x, y] = [((index % 280) - left) / scale, (Math.floor(index / 280) - top) / scale];
        return x >= 0 && x < 10 && y >= 0 && y < 20 && (x < 3 || y >= 17) ? 1 : 0; // an L of 10 × 20
      }),
    });
    const expected = pixelsOf(drawn(0, 0, 1));
    expect(pixelsOf(drawn(200, 17, 1))).toEqual(expected);
    expect(pixelsOf(drawn(40, 60, 4))).toEqual(expected);
    expect(pixelsOf(drawn(80, 0, 14))).toEqual(expected); // off the lower edge is 20·14 = 280: just inside
  });

  it('of a blank picture does not exist', () => {
    expect(pixelsOf({ width: 5, height: 5, values: new Float32Array(25) })).toBeNull();
    expect(pixelsOf(inkOf(picture(9, 9, () => [240, 240, 240, 255])))).toBeNull();
  });

  it('of a single dot is a dot in the middle', () => {
    const ink = new Float32Array(280 * 280);
    ink[3 * 280 + 277] = 1;
    const digit = pixelsOf({ width: 280, height: 280, values: ink }) ?? new Uint8Array();
    // One pixel in a square of 10, doubled to 20: 2 × 2 cells of ink.
    expect(digit.filter((value) => value === 255).length).toBe(4);
    expect(digit.reduce((sum, value) => sum + value, 0)).toBe(4 * 255);
  });
});
