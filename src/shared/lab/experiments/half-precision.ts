import { z } from 'zod';
import { precisions } from '../../analysis/precision';
import { phrase, words } from '../../phrase';
import { createClassifier } from '../../training/classifier';
import { allThere, defineExperiment, type Progress } from '../experiment';

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
    'The network that Kasane comes with reads the test images with its parameters rounded to 32, 16 (the inputs as well) and 8 bits; it calculates in 32.',
    'Sixteen bits change nothing that matters, for the network was trained among noise; even eight cost little.',
  ],
  controls: z.object({
    images: z.int().min(100).max(10_000).default(10_000).meta({ label: 'Test images', step: 1000 }),
  }),
  parts: () => parts,
  *run(part, { images }, { dataset, model, createTeam }): Generator<Progress<PrecisionResult>, PrecisionResult> {
    const { round, bytes } = precisions.find(({ id }) => id === part) ?? { round: (tensor) => tensor, bytes: () => 0 };
    const set = dataset.test.slice(0, images);
    const tensors = model.tensors.map(round);
    const classifier = createClassifier(model.network, model.scaling, tensors, createTeam, { halfInputs: part === 'float16' });
    const steps = classifier.predictions(set);
    try {
      for (;;) {
        const { done, value } = steps.next();
        if (!done) yield { share: value / set.count };
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
    // A hundredth of the images apart is more than rounding may do.
    const keeps = Math.abs(points(half)) <= 0.05 && flips(full, half) <= full.images / 100;
    return {
      criterion: words(
        'in float16 the accuracy changes by 0.05 points at most and one image in a hundred is read otherwise, in int8 it falls by half a point at most',
      ),
      holds: keeps && points(eight) >= -0.5,
      text: phrase`in float16 ${flips(full, half)} of ${full.images} images are read otherwise and the accuracy changes by ${points(half).toFixed(2)} points; in int8 it is ${flips(full, eight)} images and ${points(eight).toFixed(2)} points`,
      numbers: {
        ...{ flipsHalf: flips(full, half), pointsHalf: points(half), flipsInt8: flips(full, eight), pointsInt8: points(eight) },
        accuracy: full.correct / full.images,
      },
    };
  },
});

const flips = (full: PrecisionResult, other: PrecisionResult) =>
  other.predicted.filter((digit, image) => digit !== full.predicted[image]).length;
