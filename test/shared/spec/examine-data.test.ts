import { DIGIT_CLASSES } from '@shared/data/digits/digit-classes';
import { examineData, fitToData, withNames } from '@shared/spec/examine-data';
import { parseRunSpec } from '@shared/spec/parse-run-spec';
import { presetSpec, presets } from '@shared/spec/presets';
import type { RunSpec } from '@shared/spec/run-spec';
import { expect, it } from 'vitest';

const spec = presetSpec('two-layer');
const mnist = { count: 60_000, shape: [28, 28, 1], classes: DIGIT_CLASSES } as const;
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
  const few = { count: 400, shape: [32, 32, 1], classes: DIGIT_CLASSES } as const;
  const found = examineData(greedy, few);
  expect(paths(found)).toEqual(['network.input', 'data.validation']);
  const fixed = found.problems.reduce<RunSpec>((before, { fixes: [fix] }) => fix?.apply(before) ?? before, greedy);
  expect(paths(examineData(fixed, few))).toEqual([]);
  const blind = { ...spec, data: { ...spec.data, validation: 0 }, training: { ...spec.training, keep: 'best', patience: 2 } } as const;
  expect(paths(examineData(blind, mnist))).toEqual(['training.patience', 'training.keep']);
});

const colours = { count: 1200, shape: [32, 40, 3], classes: ['cat', 'dog', 'fox'], recipe: 'crop' } as const;

it.each(presets.map(({ name }) => name))('%s fits itself to images of other sides, colours and classes', (name) => {
  const fitted = fitToData(presetSpec(name), colours);
  expect(parseRunSpec(fitted)).toEqual(fitted);
  expect(examineData(fitted, colours).problems).toEqual([]);
  expect(fitted.network).toMatchObject({ input: [32, 40, 3], classes: ['cat', 'dog', 'fox'], recipe: 'crop' });
  expect(fitted.data.validation).toBe(Math.min(200, presetSpec(name).data.validation));
  // And back: MNIST is what they are made for.
  expect(fitToData(presetSpec(name), mnist)).toEqual(presetSpec(name));
});

it('tells in one problem that a design fits neither sides nor classes, and mends it in one', () => {
  const [problem, ...others] = examineData({ ...spec, data: { ...spec.data, validation: 0 } }, colours).problems;
  expect([problem?.path, others]).toEqual(['network.input', []]);
  const counted = examineData(spec, { ...mnist, classes: ['cat', 'dog'] }).problems;
  expect(counted.map(({ path }) => path)).toEqual(['network.classes']);
  const mended = counted[0]?.fixes[0]?.apply(spec);
  expect(mended?.network).toMatchObject({ classes: ['cat', 'dog'], layers: [{ units: 50 }, {}, { units: 2 }] });
});

it('holds nothing back where the data bring their own validation images', () => {
  const some = { ...spec, data: { ...spec.data, validation: 500 } };
  expect(examineData(some, { ...mnist, count: 400, validation: 50 })).toEqual({ count: 400, training: 400, problems: [] });
});

it('is told the names of the classes where there are as many', () => {
  const named = withNames(spec, { classes: DIGIT_CLASSES.map((digit) => `no. ${digit}`), recipe: 'frame' });
  expect(named.network).toMatchObject({ classes: expect.arrayContaining(['no. 7']), recipe: 'frame' });
  expect(withNames(spec, { classes: ['cat', 'dog'] })).toBe(spec);
});
