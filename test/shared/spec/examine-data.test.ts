import { examineData, fitInput } from '@shared/spec/examine-data';
import { presetSpec } from '@shared/spec/presets';
import type { RunSpec } from '@shared/spec/run-spec';
import { expect, it } from 'vitest';

const spec = presetSpec('two-layer');
const mnist = { count: 60_000, shape: [28, 28, 1] } as const;
const paths = (found: ReturnType<typeof examineData>) => found.problems.map(({ path }) => path);

it('tells how many images are trained on, kept drawings among them', () => {
  const some = { ...spec, data: { ...spec.data, limit: 1000, validation: 100, drawings: true } };
  expect(examineData(some, { ...mnist, drawings: 3 })).toEqual({ count: 1000, training: 903, problems: [] });
  expect(paths(examineData(some, { ...mnist, drawings: 0 }))).toEqual(['data.drawings']);
});

it('finds images of another size, too few of them, and none to go by, each with a way out', () => {
  const greedy = {
    ...spec,
    data: { ...spec.data, validation: 500 },
    training: { ...spec.training, batchSize: 4096, sampling: 'epochs' },
  } as const;
  const few = { count: 400, shape: [32, 32, 1] } as const;
  const found = examineData(greedy, few);
  expect(paths(found)).toEqual(['network.input', 'data.validation']);
  const fixed = found.problems.reduce<RunSpec>((before, { fixes: [fix] }) => fix?.apply(before) ?? before, greedy);
  expect(paths(examineData(fixed, few))).toEqual(['training.batchSize']);
  const blind = { ...spec, data: { ...spec.data, validation: 0 }, training: { ...spec.training, keep: 'best', patience: 2 } } as const;
  expect(paths(examineData(blind, mnist))).toEqual(['training.patience', 'training.keep']);
});

it('does not augment images of several channels', () => {
  const bent = { ...presetSpec('accurate-cnn') };
  const colours = { count: 60_000, shape: [28, 28, 3] } as const;
  const found = examineData(fitInput(bent, colours), colours);
  expect(paths(found)).toEqual(['data.augmentation']);
  expect(paths(examineData(found.problems[0]?.fixes[0]?.apply(fitInput(bent, colours)) ?? bent, colours))).toEqual([]);
});
