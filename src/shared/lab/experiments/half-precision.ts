import { z } from 'zod';
import { precisions } from '../../analysis/precision';
import { pick } from '../../data/dataset';
import { phrase, words } from '../../phrase';
import { createClassifier } from '../../training/classifier';
import { allThere, defineExperiment } from '../experiment';

const parts = precisions.map(({ id }) => ({ id, label: words(id) }));

interface PrecisionResult {
  readonly bytes: number;
  readonly images: number;
  readonly correct: number;
  readonly predicted: readonly number[];
}

export const halfPrecision = defineExperiment({
  name: 'half-precision',
  label: 'Half precision',
  source: 'ch. 8.3.4',
  look: [
    'The network that Kasane comes with, its parameters kept in 32, 16 (the inputs as well) and 8 bits, reads the test images.',
    'Sixteen bits change nothing that matters, for the network was trained among noise; even eight cost little.',
  ],
  controls: z.object({
    images: z.int().min(100).max(10_000).default(10_000).meta({ label: 'Test images', step: 1000 }),
  }),
  parts: () => parts,
  *run(part, { images }, { dataset, model, createTeam }): Generator<number, PrecisionResult> {
    const { round, bytes } = precisions.find(({ id }) => id === part) ?? { round: (tensor) => tensor, bytes: () => 0 };
    const set = pick(
      dataset.test,
      Array.from({ length: Math.min(images, dataset.test.count) }, (_, index) => index),
    );
    const tensors = model.tensors.map(round);
    const classifier = createClassifier(model.network, model.scaling, tensors, createTeam, { halfInputs: part === 'float16' });
    const steps = classifier.answers(set);
    try {
      for (;;) {
        const { done, value } = steps.next();
        if (!done) yield value / set.count;
        else {
          const predicted = Array.from(value.predicted);
          return {
            bytes: model.tensors.reduce((sum, tensor) => sum + bytes(tensor), 0),
            images: set.count,
            correct: predicted.filter((digit, image) => digit === set.labels[image]).length,
            predicted,
          };
        }
      }
    } finally {
      classifier.close();
    }
  },
  figure: (_controls, results) => ({
    kind: 'table',
    heads: [words('Parameters in'), words('Size, kB'), words('Accuracy, %'), words('Read otherwise')],
    rows: parts.map(({ id, label }) => {
      const [result, full] = [results[id], results.float32];
      if (!result) return { cells: [label, words('–'), words('–'), words('–')] };
      return {
        cells: [
          label,
          Math.round(result.bytes / 1000),
          Number(((result.correct / result.images) * 100).toFixed(2)),
          full ? flips(full, result) : words('–'),
        ],
      };
    }),
  }),
  claim(_controls, results) {
    const found = allThere(parts, results);
    const [full, half, eight] = found ?? [];
    if (!full || !half || !eight) return null;
    const points = (result: PrecisionResult) => ((result.correct - full.correct) / full.images) * 100;
    return {
      holds: Math.abs(points(half)) <= 0.05 && half.bytes * 2 === full.bytes,
      text: phrase`in float16 ${flips(full, half)} of ${full.images} images are read otherwise and the accuracy changes by ${points(half).toFixed(2)} points; in int8 it is ${flips(full, eight)} images and ${points(eight).toFixed(2)} points`,
    };
  },
});

const flips = (full: PrecisionResult, other: PrecisionResult) =>
  other.predicted.filter((digit, image) => digit !== full.predicted[image]).length;
