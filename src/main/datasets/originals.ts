/** The original MNIST, known by its checksums. */
import type { DatasetPart } from './find-dataset';

/** MD5 of the uncompressed files. */
export const originals: Readonly<Record<DatasetPart, string>> = {
  trainingImages: '6bbc9ace898e44ae57da46a324031adb',
  trainingLabels: 'a25bea736e30d166cdddb491f175f624',
  testImages: '2646ac647ad5339dbf082846283269ea',
  testLabels: '27ae3e4e09519cfbb04c329615203637',
};

/** Whether all four files are MNIST's. */
export const isOriginal = (checksums: Readonly<Record<string, string>>): boolean =>
  Object.entries(originals).every(([part, sum]) => checksums[part] === sum);

/** Whether checksums are those of MNIST's own test images and labels. */
export const isOriginalTestSet = ({ testImages, testLabels }: Readonly<Record<string, string>>) =>
  testImages === originals.testImages && testLabels === originals.testLabels;
