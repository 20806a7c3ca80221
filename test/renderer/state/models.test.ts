import type { ModelSummary } from '@shared/contracts/run';
import { DIGIT_CLASSES } from '@shared/data/digits/digit-classes';
import { expect, it } from 'vitest';
import { runAsModel, usualModel } from '../../../src/renderer/state/models';
import { madeUpState } from '../../support/runs';

const model = (id: string, input = [28, 28, 1], classes = DIGIT_CLASSES) =>
  ({ id, kind: id.split(':')[0], input, classes }) as unknown as ModelSummary;
const size = { shape: [28, 28, 1], classes: DIGIT_CLASSES } as const;
const shipped = model('model:accurate-cnn');
const [newer, older, wide] = [model('run:newer'), model('run:older'), model('run:wide', [32, 32, 1])];

it('what predicts unless it is chosen: the run at hand, where runs count the newest, else what comes with Kasane', () => {
  const all = [wide, newer, older, shipped];
  expect(usualModel(all, size, 'run:older', false)).toBe(older);
  expect(usualModel(all, size, null, true)).toBe(newer);
  expect(usualModel(all, size, null, false)).toBe(shipped);
  expect(usualModel(all, size, 'run:wide', false)).toBe(shipped); // it takes other images
  expect(usualModel([older], size, null, false)).toBe(older);
  expect(usualModel([wide], size, 'run:wide', true)).toBeNull();
});

it('what knows other classes, or takes colour, is not asked', () => {
  const [pets, colour] = [model('run:pets', [28, 28, 1], ['cat', 'dog']), model('run:colour', [28, 28, 3])];
  expect(usualModel([pets, colour], size, null, true)).toBeNull();
  expect(usualModel([pets, colour, older], size, 'run:pets', true)).toBe(older);
  expect(usualModel([pets], { shape: [28, 28, 1], classes: ['dog', 'cat'] }, null, true)).toBe(pets);
});

it('the run at hand predicts once it has learnt something', () => {
  expect(runAsModel({ run: null } as never)).toBeNull();
  expect(runAsModel({ run: madeUpState({ folder: 'a', exportable: 0 }) } as never)).toBeNull();
  expect(runAsModel({ run: madeUpState({ folder: 'a', exportable: 10 }) } as never)).toBe('run:a');
});
