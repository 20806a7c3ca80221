import { byteAt } from '@shared/at';
import { digitsOf } from '@shared/data/digits/several';
import { rasterise } from '@shared/data/digits/strokes';
import { createRandom } from '@shared/random/threefry';
import { describe, expect, it } from 'vitest';
import { realMnist } from '../../../support/digits';
import { drawings } from '../../../support/drawings';
import { byLength } from '../../../support/length';

const { test } = realMnist();
const WIDTH = 240;
const HEIGHT = 100;

/** Digits of MNIST at these places; `size`: pixels to one of theirs. */
function sheet(places: readonly { readonly image: number; readonly left: number; readonly top: number }[], width = WIDTH, height = HEIGHT) {
  const values = new Float32Array(width * height);
  for (const { image, left, top } of places) {
    test.image(image).forEach((ink, pixel) => {
      const [x, y] = [left + (pixel % 28), top + Math.floor(pixel / 28)];
      if (ink > 0 && x < width && y < height) values[y * width + x] = Math.max(values[y * width + x] ?? 0, ink / 255);
    });
  }
  return { width, height, values };
}

describe('digits on a picture', () => {
  it('one digit is one, however many strokes it has', () => {
    const split = drawings.filter((drawing) => digitsOf(rasterise(drawing, drawing.pen, { left: 0, top: 0, side: 280 }, 280)).length !== 1);
    expect(split.map(({ digit, style }) => `${digit} ${style}`)).toEqual([]);
  });

  it('of a test digit on a larger sheet, hardly any falls apart', () => {
    const count = byLength(1000, 10_000);
    const split = Array.from({ length: count }, (_, image) => digitsOf(sheet([{ image, left: 20, top: 20 }], 80, 80))).filter(
      ({ length }) => length !== 1,
    );
    expect(split.length).toBeLessThanOrEqual(count * 0.005);
  });

  it('several are found in the order in which one reads, line by line, each with its own ink', () => {
    const random = createRandom(1, 'shuffle');
    let [digits, torn] = [0, 0];
    for (let each = 0; each < byLength(40, 400); each++) {
      const rows = 1 + random.below(2, each, 0);
      const columns = 2 + random.below(4, each, 1);
      const places = Array.from({ length: rows * columns }, (_, index) => ({
        image: random.below(test.count, each, 10 + index),
        left: 6 + (index % columns) * 38 + random.below(6, each, 40 + index),
        top: 8 + Math.floor(index / columns) * 44 + random.below(6, each, 70 + index),
      }));
      const found = digitsOf(sheet(places));
      // Whoever wrote it may have lifted the pen within a digit.
      if (found.length !== places.length) continue;
      found.forEach(({ box, ink }, index) => {
        const { left, top, image } = places[index] ?? { left: 0, top: 0, image: 0 };
        expect(box.left).toBeGreaterThanOrEqual(left);
        expect(box.right).toBeLessThanOrEqual(left + 28);
        expect(box.top).toBeGreaterThanOrEqual(top);
        expect(box.bottom).toBeLessThanOrEqual(top + 28);
        const own = test.image(image).reduce((sum, value) => sum + value, 0) / 255;
        digits += 1;
        // Whoever wrote it may have lifted the pen far from the rest.
        if (ink.values.reduce((sum, value) => sum + value, 0) < 0.95 * own) torn += 1;
      });
    }
    expect(torn).toBeLessThanOrEqual(0.03 * digits);
  });

  it('finds nearly all of them', () => {
    const found = Array.from({ length: 200 }, (_, each) =>
      digitsOf(sheet([0, 1, 2, 3].map((place) => ({ image: (each * 37 + place * 991) % test.count, left: 10 + place * 50, top: 30 })))),
    );
    expect(found.filter(({ length }) => length === 4).length).toBeGreaterThanOrEqual(195);
  });

  it('those that touch are one, and said to be perhaps several', () => {
    const [two] = [{ image: 1, left: 20, top: 20 }];
    const touching = digitsOf(sheet([two ?? { image: 1, left: 0, top: 0 }, { image: 1, left: 36, top: 20 }]));
    expect(touching.map(({ touches }) => touches)).toEqual([true]);
    expect(byteAt(test.labels, 1)).toBe(2);
  });

  it('lines, dust and a blank sheet are no digits', () => {
    const ink = new Float32Array(100 * 100);
    expect(digitsOf({ width: 100, height: 100, values: ink })).toEqual([]);
    for (const y of [20, 50, 80]) ink.fill(1, y * 100 + 10, y * 100 + 90);
    expect(digitsOf({ width: 100, height: 100, values: ink })).toHaveLength(1);
  });
});
