import { ImageSet } from '@shared/data/image-set';
import type { Classifier } from '@shared/training/classifier';
import { complete, type Predictions } from '@shared/training/evaluation';
import { averagedOverViews, TEST_TIME_VIEWS } from '@shared/training/test-time-averaging';
import { expect, it } from 'vitest';

const SIDE = 5;

/** One dot of ink, and a second image that is all paper. */
const setOf = (channels: number, paper: number) => {
  const pixels = new Uint8Array(2 * SIDE * SIDE * channels).fill(paper);
  pixels.fill(255 - paper, (2 * SIDE + 2) * channels, (2 * SIDE + 3) * channels);
  return new ImageSet([SIDE, SIDE, channels], ['a', 'b'], pixels, Uint8Array.of(0, 1));
};

/** Says of each image what share of it the pixel in the middle is, and remembers what it was shown. */
function watching() {
  const seen: ImageSet[] = [];
  const predictions = function* (set: ImageSet): Generator<number, Predictions> {
    seen.push(set);
    yield set.count;
    const probabilities = new Float32Array(2 * set.count);
    for (let image = 0; image < set.count; image++) {
      const share = (set.image(image)[Math.floor(set.size / 2)] ?? 0) / 255;
      probabilities.set([share, 1 - share], 2 * image);
    }
    const predicted = Uint8Array.from({ length: set.count }, (_, image) => ((probabilities[2 * image] ?? 0) >= 0.5 ? 0 : 1));
    return { probabilities, predicted, losses: new Float32Array(set.count) };
  };
  return { seen, classifier: { predictions } as unknown as Classifier };
}

const dots = (set: ImageSet, paper: number) => {
  const [, , channels] = set.shape;
  const found = [...set.image(0).entries()].filter(([at, value]) => at % channels === 0 && Math.abs(value - paper) > 128);
  return found.map(([at]) => `${Math.floor(at / channels) % SIDE} ${Math.floor(at / channels / SIDE)}`);
};

it.each([
  ['ink', 1, 0, 'mnist'],
  ['dark ink on paper', 1, 255, 'paper'],
  ['pictures in colour', 3, 0, 'crop'],
] as const)('of %s is the mean over the image as it is, four that are moved and two that are turned', (_name, channels, paper, recipe) => {
  const set = setOf(channels, paper);
  const { seen, classifier } = watching();
  const plain = complete(classifier.predictions(set));
  const { probabilities } = complete(averagedOverViews(classifier, set, plain, recipe));
  expect(seen).toHaveLength(TEST_TIME_VIEWS);
  // Turned about its middle the dot stays where it is.
  expect(seen.flatMap((each) => dots(each, paper))).toEqual(['2 2', '1 2', '3 2', '2 1', '2 3', '2 2', '2 2']);
  const own = seen.map((each) => (each.image(0)[Math.floor(each.size / 2)] ?? 0) / 255);
  expect(probabilities[0]).toBeCloseTo(own.reduce((sum, value) => sum + value, 0) / TEST_TIME_VIEWS, 6);
  // What is moved in is paper.
  expect(new Set(seen.flatMap((each) => [...each.image(1)]))).toEqual(new Set([paper]));
  expect(plain.probabilities[0]).toBe(paper === 0 ? 1 : 0);
});
