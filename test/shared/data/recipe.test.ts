import { ImageSet } from '@shared/data/image-set';
import { inputOf } from '@shared/data/input-of';
import { recipeOf } from '@shared/data/recipe';
import { describe, expect, it } from 'vitest';
import { realMnist } from '../../support/digits';

const SIDE = 28;
const digits = realMnist().test.slice(0, 200);
const changed = (change: (image: Uint8Array) => Uint8Array) =>
  new ImageSet(digits.shape, digits.classes, Uint8Array.from([...digits.pixels.keys()].length ? flatten(change) : []), digits.labels);

function* flatten(change: (image: Uint8Array) => Uint8Array) {
  for (let position = 0; position < digits.count; position++) yield* change(digits.image(position));
}

/** Moved into a corner. */
const aside = (image: Uint8Array) =>
  Uint8Array.from(image, (_, at) => {
    const [row, column] = [Math.floor(at / SIDE) + 4, (at % SIDE) + 4];
    return row < SIDE && column < SIDE ? (image[row * SIDE + column] ?? 0) : 0;
  });

describe('how pictures of one’s own are made into inputs', () => {
  it('is found out from the images', () => {
    expect(recipeOf(digits, 'letterbox')).toBe('mnist');
    expect(recipeOf(changed(aside), 'letterbox')).toBe('frame');
    expect(
      recipeOf(
        changed((image) => image.map((value) => 255 - value)),
        'letterbox',
      ),
    ).toBe('paper');
    // Of brightness everywhere, and in colour: pictures.
    expect(
      recipeOf(
        changed((image) => image.map((value, at) => Math.min(255, value + (at % 97)))),
        'crop',
      ),
    ).toBe('crop');
    expect(recipeOf(new ImageSet([14, 14, 3], digits.classes, digits.pixels.slice(0, 588), digits.labels.slice(0, 1)), 'stretch')).toBe(
      'stretch',
    );
  });

  /** Black ink on white paper: a bar, in a corner of a large picture. */
  const [width, height] = [90, 120];
  const data = new Uint8Array(4 * width * height).fill(255);
  for (let row = 20; row < 60; row++) for (let column = 10; column < 20; column++) data.set([0, 0, 0], 4 * (row * width + column));
  const picture = { width, height, data };
  const rowsOf = (image: Uint8Array, side: number, isInk: (value: number) => boolean) => {
    const rows = Array.from({ length: side }, (_, row) => image.subarray(row * side, (row + 1) * side).some((value) => isInk(value)));
    return [rows.indexOf(true), rows.lastIndexOf(true)];
  };

  it('fits ink to the frame, light on dark or dark on light as the images are', () => {
    const frame = inputOf(picture, { input: [32, 32, 1], recipe: 'frame' }) ?? new Uint8Array();
    expect([frame[0], rowsOf(frame, 32, (value) => value > 128)]).toEqual([0, [2, 29]]);
    const paper = inputOf(picture, { input: [32, 32, 1], recipe: 'paper' }) ?? new Uint8Array();
    expect(paper).toEqual(frame.map((value) => 255 - value));
    const mnist = inputOf(picture, { input: [28, 28, 1], recipe: 'mnist' }) ?? new Uint8Array();
    const [first = 0, last = 0] = rowsOf(mnist, 28, (value) => value > 128);
    expect([last - first + 1, mnist[0]]).toEqual([20, 0]);
  });

  it('takes a picture as it is where no ink is read', () => {
    const input = [64, 64, 3] as const;
    const letterbox = inputOf(picture, { input, recipe: 'letterbox' });
    const stretch = inputOf(picture, { input, recipe: 'stretch' });
    expect([letterbox?.length, letterbox?.[0]]).toEqual([64 * 64 * 3, 255]);
    expect(stretch).not.toEqual(letterbox);
  });

  it('finds nothing on a blank sheet', () => {
    const blank = { width, height, data: new Uint8Array(4 * width * height).fill(255) };
    expect(inputOf(blank, { input: [28, 28, 1], recipe: 'mnist' })).toBeNull();
    expect(inputOf(blank, { input: [28, 28, 1], recipe: 'frame' })).toBeNull();
  });
});
