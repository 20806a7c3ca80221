import { z } from 'zod';
import { phrase, words } from '../../phrase';
import { type ArmResult, dense, he, percent, seedControl, trainArm } from '../arms';
import { allThere, defineExperiment } from '../experiment';

const HELD_BACK = 5000;
const arms = [
  { id: 'plain', label: words('Nothing against it') },
  { id: 'decay', label: words('Weight decay') },
  { id: 'dropout', label: words('Dropout') },
];

export const overfitting = defineExperiment({
  name: 'overfitting',
  label: 'Overfitting',
  source: 'ch. 6.4',
  look: [
    'Six hidden layers learn only three hundred images: as they are, with weight decay, and with dropout.',
    'As it is, the network knows its images by heart while others gain little; both remedies narrow the gap, and cost training accuracy.',
  ],
  controls: z.object({
    images: z.int().min(50).max(10_000).default(300).meta({ label: 'Training images', step: 100 }),
    epochs: z.int().min(1).max(2000).default(201).meta({ label: 'Epochs', help: 'Dropout takes half as many more', step: 50 }),
    decay: z.number().min(0).max(1).default(0.1).meta({ label: 'Weight decay', help: 'λ: the gradient grows by λW', step: 0.05 }),
    ratio: z.number().min(0).max(0.95).default(0.2).meta({ label: 'Dropout ratio', step: 0.05 }),
    seed: seedControl,
  }),
  parts: () => arms,
  run: (part, { images, epochs, decay, ratio, seed }, bench): Generator<number, ArmResult> =>
    trainArm(
      bench,
      {
        seed,
        data: { limit: images },
        network: dense({ hidden: [100, 100, 100, 100, 100, 100], weights: he, dropout: part === 'dropout' ? ratio : 0 }),
        optimizer: { type: 'sgd', learningRate: 0.01, weightDecay: part === 'decay' ? decay : 0 },
        training: {
          batchSize: Math.min(100, images),
          duration: { unit: 'epochs', count: part === 'dropout' ? Math.floor(epochs * 1.5) : epochs },
        },
      },
      { heldBack: HELD_BACK, wholeTraining: true },
    ),
  figure: (_controls, results) => ({
    kind: 'panels',
    columns: 3,
    panels: arms.map(({ id, label }) => ({
      kind: 'lines',
      title: label,
      x: { label: words('Epoch') },
      y: { label: words('Accuracy'), range: [0, 1] },
      series: [
        { label: words('Training images'), tone: 0, points: (results[id]?.curve ?? []).map((p) => [p.epoch, p.trainingAccuracy] as const) },
        {
          label: words('Other images'),
          tone: 1,
          dashed: true,
          points: (results[id]?.curve ?? []).map((p) => [p.epoch, p.validationAccuracy] as const),
        },
      ],
    })),
  }),
  claim(_controls, results) {
    const found = allThere(arms, results);
    if (!found) return null;
    const ends = found.map(({ curve }) => curve.at(-1)).map((p) => ({ own: p?.trainingAccuracy ?? 0, other: p?.validationAccuracy ?? 0 }));
    const [plain, decay, dropout] = ends.map(({ own, other }) => own - other);
    const [first] = ends;
    return {
      holds: (first?.own ?? 0) > 0.98 && (plain ?? 0) > 0.15 && (decay ?? 1) < (plain ?? 0) && (dropout ?? 1) < (plain ?? 0),
      text: phrase`as it is, ${percent(first?.own ?? 0)} of its own images are right and ${percent(first?.other ?? 0)} of others; the gap of ${((plain ?? 0) * 100).toFixed(1)} points is ${((decay ?? 0) * 100).toFixed(1)} with weight decay and ${((dropout ?? 0) * 100).toFixed(1)} with dropout`,
    };
  },
});
