import { meanClassProbabilities } from '@shared/analysis/class-probabilities';
import { expect, it } from 'vitest';

it('is the mean of what each image’s own class is given', () => {
  // Images of the classes 0, 2 and 0; the mean of class 0 is (0.5 + 0.25) / 2.
  const probabilities = [0.5, 0.25, 0.25, 0.125, 0.125, 0.75, 0.25, 0.5, 0.25];
  expect(meanClassProbabilities([0, 2, 0], probabilities, 3)).toEqual([0.375, null, 0.75]);
});
