import type { ModelSummary } from '@shared/contracts/run';
import { expect, it } from 'vitest';
import { runAsModel, usualModel } from '../../../src/renderer/state/models';
import { madeUpState } from '../../support/runs';

const model = (id: string, input = [28, 28, 1]) => ({ id, kind: id.split(':')[0], input }) as unknown as ModelSummary;
const size = [28, 28] as const;
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

it('the run at hand predicts once it has learnt something', () => {
  expect(runAsModel({ run: null } as never)).toBeNull();
  expect(runAsModel({ run: madeUpState({ folder: 'a', exportable: 0 }) } as never)).toBeNull();
  expect(runAsModel({ run: madeUpState({ folder: 'a', exportable: 10 }) } as never)).toBe('run:a');
});
