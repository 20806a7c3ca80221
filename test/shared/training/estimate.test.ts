import { presetSpec } from '@shared/spec/presets';
import { estimateRun } from '@shared/training/estimate';
import { expect, it } from 'vitest';

const spec = presetSpec('small-cnn');
const lasting = (duration: object) => ({ ...spec, training: { ...spec.training, batchSize: 100, duration: duration as never } });
const sizes = { training: 50_000, validation: 10_000, test: 10_000 };

it('an epoch is its training and its validation, a run its epochs and the evaluations at its end', () => {
  const pace = { imagesPerSecond: 10_000, evaluatedPerSecond: 20_000 };
  // 50,000 / 10,000 + 10,000 / 20,000; ten of them, and (50,000 + 10,000) / 20,000
  expect(estimateRun(lasting({ unit: 'epochs', count: 10 }), sizes, pace)).toEqual({ epoch: 5.5, whole: 58 });
  // 1,000 iterations of 100 images are two epochs.
  expect(estimateRun(lasting({ unit: 'iterations', count: 1000 }), sizes, pace).whole).toBe(2 * 5.5 + 3);
});

it('what is not known of evaluations is left out', () => {
  const found = estimateRun(lasting({ unit: 'epochs', count: 2 }), sizes, { imagesPerSecond: 10_000, evaluatedPerSecond: null });
  expect(found).toEqual({ epoch: 5, whole: 10 });
});
