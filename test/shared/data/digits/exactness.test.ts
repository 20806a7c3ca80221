import { distortions } from '@shared/analysis/distortions';
import type { GreyImage } from '@shared/analysis/distortions/distortion';
import { enlarge } from '@shared/analysis/distortions/enlarged';
import { inkOf } from '@shared/data/digits/ink';
import { normalisePicture } from '@shared/data/digits/normalise';
import { allSteps, without } from '@shared/data/digits/steps';
import { describe, expect, it } from 'vitest';
import { realMnist } from '../../../support/digits';
import { byLength, isLong } from '../../../support/length';

const { test } = realMnist();
const IMAGES = 400;
const spreadOver = (count: number) =>
  Array.from({ length: count }, (_, each): GreyImage => {
    const index = Math.floor((each * test.count) / count);
    return { width: 28, height: 28, pixels: test.image(index) };
  });
const digits = spreadOver(IMAGES);

function normalised({ width, height, pixels }: GreyImage, steps = allSteps): Uint8Array {
  const data = new Uint8Array(4 * pixels.length);
  pixels.forEach((value, pixel) => {
    data.fill(value, 4 * pixel, 4 * pixel + 3).fill(255, 4 * pixel + 3, 4 * pixel + 4);
  });
  return normalisePicture(inkOf({ width, height, data }), steps)?.pixels ?? new Uint8Array(784);
}

/** Mean over the pixels, grey levels. */
const difference = (a: Uint8Array, b: Uint8Array) => a.reduce((sum, value, pixel) => sum + Math.abs(value - (b[pixel] ?? 0)), 0) / a.length;
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the normalisation of a test digit', () => {
  it('leaves it as it is', () => {
    // But for the darkest pixel, which of some is 254, and becomes 255.
    const changed = digits.filter((digit) => difference(normalised(digit), digit.pixels) > 0.5);
    // MNIST's makers worked on larger images: of a few digits the centre of mass lies on the edge of a pixel.
    expect(changed.length).toBeLessThanOrEqual(IMAGES * 0.005);
  });

  it('enlarged ten times comes back to within 4 grey levels a pixel', () => {
    // Fifty of them come to more than all do: no more than they did when that was measured.
    const [every, most] = byLength([8, 4.72], [1, 4]);
    const some = isLong ? spreadOver(2000) : digits.filter((_, index) => index % every === 0);
    const asDrawn = without('stroke');
    const found = some.map((digit) => {
      const large = enlarge(digit, { left: 0, top: 0, scale: 1 });
      const back = normalised(large, asDrawn);
      return { off: difference(back, digit.pixels), isRedrawn: difference(normalised(large), back) > 0 };
    });
    expect(mean(found.map(({ off }) => off))).toBeLessThan(most);
    // The strokes of a few are bolder than is usual, and are made thinner.
    expect(found.filter(({ isRedrawn }) => isRedrawn).length).toBeLessThanOrEqual(some.length * 0.06);
  });

  it('anywhere on a sheet and up to half as large comes back to within 8', () => {
    const onSheet = distortions.find(({ id }) => id === 'enlarged');
    const some = digits.filter((_, index) => index % byLength(3, 1) === 0);
    const found = mean(some.map((digit, index) => difference(normalised(onSheet?.apply(digit, index) ?? digit), digit.pixels)));
    expect(found).toBeLessThan(8);
  });

  it('twice as large and cropped, so that strokes reach all edges, is told from its paper nearly always', () => {
    const doubled = distortions.find(({ id }) => id === 'double');
    const cropped = digits.map((digit, index) => doubled?.apply(digit, index) ?? digit);
    const asInk = ({ width, height, pixels }: GreyImage) =>
      normalisePicture({ width, height, values: Float32Array.from(pixels, (value) => value / 255) })?.pixels ?? new Uint8Array(784);
    const changed = cropped.filter((digit) => difference(normalised(digit), asInk(digit)) > 8);
    // Of a tenth the ink is most of what is left.
    expect(changed.length).toBeLessThan(IMAGES * 0.14);
  });
});
