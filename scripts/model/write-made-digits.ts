/** The made digits as a folder of drawings, which `kasane train --drawings` takes. */

import { builtInDataset } from '../../src/main/datasets/built-in';
import { writeDrawings } from '../../src/main/datasets/drawings/drawings-file';
import { loadTrainingSet } from '../../src/main/datasets/load-dataset';
import { madeDigits } from './made-digits';

/** Resolves to how many there are. */
export async function writeMadeDigits(folder: string, split: { readonly seed: number; readonly validation: number }): Promise<number> {
  const { training } = await loadTrainingSet(builtInDataset());
  const made = madeDigits(training, split);
  await writeDrawings(folder, made);
  return made.count;
}
