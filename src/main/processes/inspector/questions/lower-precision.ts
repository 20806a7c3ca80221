import { precisions } from '@shared/analysis/precision';
import type { PrecisionRow } from '@shared/contracts/state';
import { labelledAs } from '@shared/data/class-names';
import { createClassifier } from '@shared/training/classifier';
import { assertFits } from '../../../models/fits';
import { threadTeam } from '../../../threads/team';
import { runSliced } from '../../run-sliced';
import { selectionOf } from '../selection';
import type { QuestionFunction } from '.';

export const lowerPrecision: QuestionFunction<'lowerPrecision'> = async ({ model: id, set, of }, context) => {
  const { surroundings, progress, signal } = context;
  const model = await context.model(id);
  const { images: selected } = await selectionOf(set, of ? await context.model(of) : model, surroundings.folders);
  assertFits(model, selected.shape);
  const images = labelledAs(selected, model.spec.network.classes);
  const rows: PrecisionRow[] = [];
  let full: Uint8Array | null = null;
  for (const [index, { id: precision, round, bytes }] of precisions.entries()) {
    const classifier = createClassifier(
      model.spec.network,
      model.spec.data.scaling,
      model.tensors.map(round),
      threadTeam(surroundings.threads),
    );
    try {
      const last = (done: number) => progress((index + done / images.count) / precisions.length);
      const { predicted } = await runSliced(classifier.predictions(images), { signal, last });
      full ??= predicted;
      rows.push({
        id: precision,
        bytes: model.tensors.reduce((sum, tensor) => sum + bytes(tensor), 0),
        correct: predicted.reduce((sum, digit, image) => sum + (digit === images.labels[image] ? 1 : 0), 0),
        images: images.count,
        flipped: flips(full, predicted),
      });
    } finally {
      classifier.close();
    }
  }
  return rows;
};

const flips = (before: Uint8Array, after: Uint8Array): PrecisionRow['flipped'] =>
  Array.from(after, (predicted, image) => ({ image, predicted })).filter(({ image, predicted }) => predicted !== before[image]);
