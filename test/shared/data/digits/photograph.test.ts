import { inkOf } from '@shared/data/digits/ink';
import { normalisePicture } from '@shared/data/digits/normalise';
import { rasterise } from '@shared/data/digits/strokes';
import { createRandom } from '@shared/random/threefry';
import { describe, expect, it } from 'vitest';
import { drawings } from '../../../support/drawings';

const SIDE = 400;
const random = createRandom(7, 'shuffle');
const five = drawings.find(({ digit, style }) => digit === 5 && style === 'two strokes');
if (!five) throw new Error('the fixtures hold no 5 of two strokes');
const clean = rasterise(five, five.pen, { left: -40, top: -40, side: 360 }, SIDE);

/** A sheet under a lamp on the left, with the grain of paper and of a camera, and dust. */
function photograph(paper: (x: number, y: number) => number, inkDepth: number) {
  const data = new Uint8ClampedArray(SIDE * SIDE * 4);
  clean.values.forEach((ink, pixel) => {
    const [x, y] = [pixel % SIDE, Math.floor(pixel / SIDE)];
    const grain = 12 * (random.uniform(0, pixel) - 0.5);
    const dust = x > 360 && x < 364 && y > 20 && y < 24 ? 0.6 : 0;
    const grey = paper(x, y) * (1 - inkDepth * Math.max(ink, dust)) + grain;
    data.set([grey, grey * 0.97, grey * 0.9, 255], 4 * pixel);
  });
  return { width: SIDE, height: SIDE, data };
}

const expected = normalisePicture(clean)?.pixels ?? new Uint8Array();
const difference = (a: Uint8Array) => a.reduce((sum, value, pixel) => sum + Math.abs(value - (expected[pixel] ?? 0)), 0) / 784;

describe('a photograph of ink on paper', () => {
  it.each([
    ['evenly lit', photograph(() => 215, 0.7)],
    ['lit from the left', photograph((x) => 230 - 0.35 * x, 0.65)],
    ['in a dark corner', photograph((x, y) => 200 - 0.15 * x - 0.2 * y, 0.6)],
    ['in faint pencil', photograph(() => 220, 0.35)],
  ])('%s gives the digit that was drawn', (_what, image) => {
    expect(difference(normalisePicture(inkOf(image))?.pixels ?? new Uint8Array(784))).toBeLessThan(12);
  });

  it('of blank paper holds no ink', () => {
    expect(normalisePicture(inkOf(photograph((x) => 225 - 0.2 * x, 0)))).toBeNull();
  });
});
