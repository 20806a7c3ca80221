import { precisions } from '@shared/analysis/precision';
import type { PrecisionRow } from '@shared/contracts/state';
import { createClassifier } from '@shared/training/classifier';
import { assertFits, subjectOf } from '../../../models/ready-models';
import { threadTeam } from '../../../threads/team';
import { pull } from '../progress';
import { selectionOf } from '../selection';
import type { TaskFunction } from '.';

export const lowerPrecision: TaskFunction<'lowerPrecision'> = async ({ subject: ref, set, of, sources, threads }, context) => {
  const subject = await subjectOf(ref);
  const { images } = await selectionOf(set, of ? await subjectOf(of) : subject, sources);
  assertFits(subject, images.shape);
  const rows: PrecisionRow[] = [];
  let full: Uint8Array | null = null;
  for (const [index, { id, round, bytes }] of precisions.entries()) {
    const classifier = createClassifier(subject.spec.network, subject.spec.data.scaling, subject.tensors.map(round), threadTeam(threads));
    try {
      const share = (done: number) => (index + done / images.count) / precisions.length;
      const { predicted } = await pull(classifier.answers(images), context, share);
      full ??= predicted;
      rows.push({
        id,
        bytes: subject.tensors.reduce((sum, tensor) => sum + bytes(tensor), 0),
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
