import { classCounts, classMisfit, labelledAs, numbered, placesAmong } from '@shared/data/class-names';
import { ImageSet } from '@shared/data/image-set';
import { say } from '@shared/phrase';
import { describe, expect, it } from 'vitest';

const setOf = (classes: readonly string[], labels: readonly number[]) =>
  new ImageSet([8, 8, 1], classes, new Uint8Array(64 * labels.length), Uint8Array.from(labels));

describe('classes of images and of a network', () => {
  it('are the same where they are called the same, whatever their order', () => {
    expect(placesAmong(['cat', 'dog', 'owl'], ['owl', 'cat'])).toEqual([2, 0]);
    const counted = labelledAs(setOf(['owl', 'cat'], [0, 1, 1]), ['cat', 'dog', 'owl']);
    expect([counted.classes, [...counted.labels]]).toEqual([
      ['cat', 'dog', 'owl'],
      [2, 0, 0],
    ]);
  });

  it('go by their places where either has no names but numbers', () => {
    expect(placesAmong(numbered(3), ['a', 'b', 'c'])).toEqual([0, 1, 2]);
    expect(placesAmong(['a', 'b', 'c'], numbered(3))).toEqual([0, 1, 2]);
    expect(labelledAs(setOf(['a', 'b', 'c'], [2]), numbered(3)).classes).toEqual(['a', 'b', 'c']);
  });

  it('that are others are refused by name', () => {
    expect(placesAmong(['cat', 'dog'], ['cat', 'owl'])).toBeNull();
    expect(say(classMisfit(['cat', 'dog'], ['cat', 'owl']) ?? { template: '', values: [] })).toBe(
      'predicts cat, dog; the images are of cat, owl',
    );
    expect(() => labelledAs(setOf(['a', 'b', 'c'], [0]), numbered(10).slice(5))).toThrow(
      'this network predicts 5, 6, 7, … (5); the images are of a, b, c; choose a network or images of the other’s classes',
    );
    expect(classMisfit(numbered(10), numbered(10))).toBeNull();
  });

  it('are counted', () => {
    expect(classCounts(setOf(['a', 'b', 'c'], [0, 2, 2]))).toEqual([1, 0, 2]);
  });
});
