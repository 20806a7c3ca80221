import { doubtsOf } from '@shared/data/doubts';
import { ImageSet } from '@shared/data/image-set';
import { say } from '@shared/phrase';
import { expect, it } from 'vitest';

const setOf = (counts: Readonly<Record<string, number>>) => {
  const labels = Object.values(counts).flatMap((count, label) => Array<number>(count).fill(label));
  return new ImageSet([8, 8, 1], Object.keys(counts), new Uint8Array(64 * labels.length), Uint8Array.from(labels));
};
const doubts = (training: ImageSet, test: ImageSet, keys: Parameters<typeof doubtsOf>[1] = {}) =>
  doubtsOf({ training, test, recipe: 'letterbox' }, keys).map((each) => say(each));
const plenty = setOf({ cat: 40, dog: 40 });

it('nothing is doubted of a sound dataset', () => {
  expect(doubts(plenty, plenty, { training: ['a', 'b'], test: ['c'] })).toEqual([]);
});

it('the same picture in two parts is told of', () => {
  expect(doubts(plenty, plenty, { training: ['a', 'b', 'c'], validation: ['d'], test: ['b', 'c', 'd'] })).toEqual([
    '2 images are in two parts: training and test. What is trained on says nothing when it is tested on',
    '1 images are in two parts: validation and test. What is trained on says nothing when it is tested on',
  ]);
});

it('classes of few images, one far ahead and no test images are told of', () => {
  expect(doubts(setOf({ cat: 3, dog: 40, owl: 45 }), plenty)).toEqual(['fewer than 20 training images: cat (3)']);
  expect(doubts(setOf({ cat: 40, dog: 400, owl: 45 }), plenty)).toEqual([
    'dog has 400 training images, the others about 45: a network may come to predict it for everything',
  ]);
  expect(doubts(plenty, plenty.pick([]))).toEqual(['there is no image to test on']);
  const many = setOf(Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`class ${index}`, index + 1])));
  expect(doubts(many, plenty)[0]).toBe(
    '8 classes have fewer than 20 training images: class 0 (1), class 1 (2), class 2 (3), class 3 (4), class 4 (5), …',
  );
});
