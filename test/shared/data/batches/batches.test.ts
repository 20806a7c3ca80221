/** Which images are trained on, and in what order. */
import { samplings } from '@shared/data/batches/sampling';
import type { ImageSet } from '@shared/data/image-set';
import { describe, expect, it } from 'vitest';
import { stripes } from '../../../support/digits';

describe('the split', () => {
  const source = stripes(300);

  it('takes every image once and the same share of each class', () => {
    const { training, validation } = source.split(60, 1);
    expect([training.count, validation.count]).toEqual([240, 60]);
    for (let digit = 0; digit < 10; digit++) expect(validation.labels.filter((label) => label === digit).length).toBe(6);
    const keys = (set: ImageSet) => Array.from({ length: set.count }, (_, index) => set.image(index).join());
    const parts = [training, validation].flatMap(keys);
    expect(parts.sort()).toEqual(keys(source).sort());
  });

  it('is exact where classes do not divide evenly, and the same for the same seed', () => {
    expect(source.split(37, 1).validation.count).toBe(37);
    expect(source.split(37, 1)).toEqual(source.split(37, 1));
    expect(source.split(37, 2).validation.pixels).not.toEqual(source.split(37, 1).validation.pixels);
  });
});

describe('sampling', () => {
  it('by epochs gives every image once an epoch, in another order each time', () => {
    const sampler = samplings.epochs.create(1, 10, 4);
    const rows = (iteration: number) => samplings.epochs.rows(iteration, 10, 4);
    expect([1, 2, 3, 4].map(rows)).toEqual([4, 4, 2, 4]);
    const epoch = (first: number) =>
      [0, 1, 2].flatMap((batch) => Array.from({ length: rows(first + batch) }, (_, row) => sampler.imageAt(first + batch, row)));
    const [one, two] = [epoch(1), epoch(4)];
    expect(one.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(two.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(two).not.toEqual(one);
    expect(epoch(1)).toEqual(one); // going back in time changes nothing
  });

  it('with replacement stays in range and repeats itself for the same iteration', () => {
    const sampler = samplings.replacement.create(1, 3);
    const drawn = Array.from({ length: 100 }, (_, row) => sampler.imageAt(5, row));
    expect(new Set(drawn)).toEqual(new Set([0, 1, 2]));
    expect(Array.from({ length: 100 }, (_, row) => sampler.imageAt(5, row))).toEqual(drawn);
  });
});
