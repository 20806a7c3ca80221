import { compare } from '@shared/analysis/comparison';
import type { PairComparison } from '@shared/contracts/state';
import { labelledAs } from '@shared/data/class-names';
import { datasetIn } from '../../../datasets/dataset-cache';
import { assertFits } from '../../../models/fits';
import { runSliced } from '../../run-sliced';
import type { QuestionFunction } from '.';

/** On the test images of the dataset in use. */
export const comparePairs: QuestionFunction<'comparePairs'> = async ({ first, second }, context) => {
  const { surroundings, progress, signal } = context;
  const { test } = await datasetIn(surroundings.folders.dataset);
  const steps = first.length + second.length;
  let done = 0;

  async function rightOf(id: string): Promise<Uint8Array> {
    const model = await context.model(id);
    assertFits(model, test.shape);
    const images = labelledAs(test, model.spec.network.classes);
    const { predicted } = await model.withTeam(surroundings.threads, (classifier) =>
      runSliced(classifier.predictions(images), { signal, last: (count) => progress((done + count / test.count) / steps) }),
    );
    done += 1;
    return images.labels.map((label, image) => Number(label === predicted[image]));
  }

  const right = new Uint8Array(test.count).fill(1);
  const all: PairComparison[] = [];
  for (const [index, id] of first.entries()) {
    const other = second[index];
    if (other === undefined) break;
    const [a, b] = [await rightOf(id), await rightOf(other)];
    // By what each has right: networks may count the classes in another order.
    const { fixed, broken, p } = compare(right, a, b);
    all.push({ fixed, broken, p });
  }
  return { images: test.count, all };
};
