/** What may be wrong with a dataset, for whoever is about to train on it. */
import { numberAt } from '../at';
import { joined, type Phrase, phrase } from '../phrase';
import { classCounts } from './class-names';
import type { Dataset, ImageSet } from './image-set';

/** Training images of a class from which on it can be learnt at all. */
const FEW = 20;
/** A class that has so many times as many images as the middle one decides for itself. */
const AHEAD = 5;
const LISTED = 5;

/** `keys`: of the images of each part, the same where the images are. */
export function doubtsOf(dataset: Dataset, keys: Partial<Record<'training' | 'validation' | 'test', readonly string[]>>): Phrase[] {
  const { training, test } = dataset;
  if (training.count === 0) return [];
  return [
    ...sameImages(keys),
    ...fewImages(training),
    ...farAhead(training),
    ...(test.count === 0 ? [phrase`there is no image to test on`] : []),
  ];
}

const partLabels = { training: phrase`training`, validation: phrase`validation`, test: phrase`test` } as const;

function sameImages(keys: Partial<Record<keyof typeof partLabels, readonly string[]>>): Phrase[] {
  const found: Phrase[] = [];
  const parts = (['training', 'validation', 'test'] as const).map((part) => [part, keys[part]] as const);
  for (const [index, [first, of = []]] of parts.entries()) {
    const known = new Set(of);
    for (const [second, others = []] of parts.slice(index + 1)) {
      const shared = others.filter((key) => known.has(key)).length;
      if (shared > 0)
        found.push(
          phrase`${shared} images are in two parts: ${partLabels[first]} and ${partLabels[second]}. What is trained on says nothing when it is tested on`,
        );
    }
  }
  return found;
}

function fewImages(training: ImageSet): Phrase[] {
  const few = classCounts(training)
    .map((count, label) => ({ count, name: training.classes[label] ?? '' }))
    .filter(({ count }) => count < FEW)
    .toSorted((a, b) => a.count - b.count);
  if (few.length === 0) return [];
  const listed = joined(
    few.slice(0, LISTED).map(({ name, count }) => `${name} (${count})`),
    ', ',
  );
  return [
    few.length > LISTED
      ? phrase`${few.length} classes have fewer than ${FEW} training images: ${listed}, …`
      : phrase`fewer than ${FEW} training images: ${listed}`,
  ];
}

function farAhead(training: ImageSet): Phrase[] {
  const counts = classCounts(training);
  const middle = numberAt(
    counts.toSorted((a, b) => a - b),
    Math.floor((counts.length - 1) / 2),
  );
  const largest = Math.max(...counts);
  const most = counts.indexOf(largest);
  if (largest < AHEAD * Math.max(middle, 1) || largest <= FEW) return [];
  return [
    phrase`${training.classes[most] ?? ''} has ${largest} training images, the others about ${middle}: a network may come to predict it for everything`,
  ];
}
