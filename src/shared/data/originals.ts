/** Datasets that everybody knows, told by their checksums: MNIST, and those whose files name no classes. */
import { DIGIT_CLASSES } from './digits/digit-classes';

export type DatasetPart = 'trainingImages' | 'trainingLabels' | 'testImages' | 'testLabels';

interface KnownSet {
  readonly name: string;
  readonly classes: readonly string[];
  /** MD5 of the uncompressed files. */
  readonly checksums: Readonly<Record<DatasetPart, string>>;
}

/** MNIST's own. */
export const originals: Readonly<Record<DatasetPart, string>> = {
  trainingImages: '6bbc9ace898e44ae57da46a324031adb',
  trainingLabels: 'a25bea736e30d166cdddb491f175f624',
  testImages: '2646ac647ad5339dbf082846283269ea',
  testLabels: '27ae3e4e09519cfbb04c329615203637',
};

const knownSets: readonly KnownSet[] = [
  { name: 'MNIST', classes: DIGIT_CLASSES, checksums: originals },
  {
    // https://github.com/zalandoresearch/fashion-mnist
    name: 'Fashion-MNIST',
    classes: ['T-shirt/top', 'Trouser', 'Pullover', 'Dress', 'Coat', 'Sandal', 'Shirt', 'Sneaker', 'Bag', 'Ankle boot'],
    checksums: {
      trainingImages: 'f4a8712d7a061bf5bd6d2ca38dc4d50a',
      trainingLabels: '9018921c3c673c538a1fc5bad174d6f9',
      testImages: '8181f5470baa50b63fa0f6fddb340f0a',
      testLabels: '15d484375f8d13e6eb1aabb0c3f46965',
    },
  },
];

type Checksums = Readonly<Record<string, string>>;

/** By its training files alone, for tests may not have been opened. */
export const knownSet = (sums: Checksums): KnownSet | null =>
  knownSets.find(({ checksums }) => sums.trainingImages === checksums.trainingImages && sums.trainingLabels === checksums.trainingLabels) ??
  null;

/** Whether all four files are MNIST's. */
export const isOriginal = (checksums: Checksums): boolean => Object.entries(originals).every(([part, sum]) => checksums[part] === sum);

/** Whether checksums are those of MNIST's own test images and labels. */
export const isOriginalTestSet = ({ testImages, testLabels }: Checksums) =>
  testImages === originals.testImages && testLabels === originals.testLabels;
