/** What can be done when, without a window: actions on made-up contexts, and what they ask of main. */
import type { RunState, RunSummary } from '@shared/contracts/run';
import type { DatasetState } from '@shared/contracts/state';
import { DIGIT_CLASSES } from '@shared/data/digits/digit-classes';
import { parseDraft } from '@shared/spec/parse-run-spec';
import { presetSpec } from '@shared/spec/presets';
import { SPEC_VERSION } from '@shared/spec/run-spec';
import { describe, expect, it } from 'vitest';
import { type Action, reasonOf } from '../../../src/renderer/actions/action';
import { exportParameters, importParameters, openData, saveDesign } from '../../../src/renderer/actions/file-actions';
import { actions } from '../../../src/renderer/frame/menus';
import { type Context, currentContext } from '../../../src/renderer/state/context';
import { useOperations } from '../../../src/renderer/state/operations';
import { useStudio } from '../../../src/renderer/state/studio-store';
import { redo, undo } from '../../../src/renderer/views/design/actions/edit-actions';
import { takeDesign } from '../../../src/renderer/views/design/state/design-store';
import { deleteRuns, inspectChosen, inspectTogether, showRun } from '../../../src/renderer/views/runs/actions';
import { chooseRuns } from '../../../src/renderer/views/runs/state/runs-store';
import { closeRun, pause, resume, resumeRun, stop, train } from '../../../src/renderer/views/train/actions';
import { scriptedBridge } from '../../support/page';
import { madeUpRow, madeUpState } from '../../support/runs';
import { wordsOf } from '../../support/words';

const words = wordsOf('en');
const ready: DatasetState = {
  ...{
    status: 'ready',
    folder: '/mnist',
    original: true,
    ref: { name: 'MNIST', key: 'of MNIST' },
    trainingImages: 60_000,
    testImages: 10_000,
    ...{ name: 'MNIST', source: 'IDX', validationImages: 0, unlabelledImages: 0, recipe: 'mnist' },
    classes: DIGIT_CLASSES,
  },
  shape: [28, 28, 1],
};
const row = madeUpRow;

/** As everything stands at first, with some parts of some stores otherwise. */
function context(change: { readonly [Name in keyof Context]?: Partial<Context[Name]> }): Context {
  const now = currentContext();
  return Object.fromEntries(Object.entries(now).map(([name, each]) => [name, { ...each, ...change[name as keyof Context] }])) as Context;
}

/** Why it is not to be had; null where it is. */
const reason = (action: Action, change: Parameters<typeof context>[0]) => reasonOf(action, words, context(change));
const withRun = (status: RunState['status'], change: Partial<RunState> = {}) => ({
  studio: { dataset: ready, run: madeUpState({ status, ...change }) },
});
const chosen = (...rows: readonly RunSummary[]) => ({
  runs: { chosen: rows.map(({ folder }) => folder) },
  catalogue: { runs: rows },
});

it('every action says of any context whether it is to be had, and is called something', () => {
  expect(actions.length).toBeGreaterThan(60);
  for (const action of actions) {
    expect(typeof (reasonOf(action, words, currentContext()) ?? ''), action.id).toBe('string');
  }
  expect(new Set(actions.map(({ id }) => id)).size).toBe(actions.length);
});

describe('training', () => {
  it('begins where images are checked, the design is sound, and nothing else trains', () => {
    expect(reason(train, { studio: { dataset: ready } })).toBeNull();
    expect(reason(train, { studio: { dataset: { status: 'checking', folder: '' } } })).toMatch(/checked/);
    expect(reason(train, withRun({ phase: 'paused' }))).not.toBeNull();
    const empty = parseDraft({ version: SPEC_VERSION, name: 'Empty', network: { layers: [] } });
    const { design } = currentContext().design;
    expect(reason(train, { studio: { dataset: ready }, design: { design: { ...design, spec: empty } } })).toMatch(/no layer|dense layer/);
  });

  it('is paused, resumed and stopped only while it goes on', () => {
    const having = (status: RunState['status']) => [pause, resume, stop].map((action) => reason(action, withRun(status)) === null);
    expect(having({ phase: 'running' })).toEqual([true, false, true]);
    expect(having({ phase: 'evaluating', set: 'validation', images: 1, total: 2 })).toEqual([true, false, true]);
    expect(having({ phase: 'paused' })).toEqual([false, true, true]);
    expect(having({ phase: 'finished', reason: 'completed' })).toEqual([false, false, false]);
  });

  it('is resumed where it broke off and left a checkpoint, unless it diverged', () => {
    const error = (name: string) => ({ name, message: '', path: '' });
    const can = (status: RunState['status'], exportable: number | null = 5) => reason(resumeRun, withRun(status, { exportable })) === null;
    expect(can({ phase: 'crashed', exitCode: 9 })).toBe(true);
    expect(can({ phase: 'crashed', exitCode: 9 }, null)).toBe(false);
    expect(can({ phase: 'interrupted' })).toBe(true);
    expect(can({ phase: 'finished', reason: 'stopped' })).toBe(true);
    expect(can({ phase: 'finished', reason: 'completed' })).toBe(false);
    expect(can({ phase: 'failed', error: error('FileError') })).toBe(true);
    expect(can({ phase: 'failed', error: error('DivergedError') })).toBe(false);
  });

  it('keeps files, datasets and the run’s place until it has ended', () => {
    for (const action of [importParameters, openData, closeRun]) {
      expect(reason(action, withRun({ phase: 'running' })), action.id).toMatch(/run/i);
      expect(reason(action, withRun({ phase: 'finished', reason: 'completed' })), action.id).toBeNull();
    }
  });
});

describe('runs that are chosen', () => {
  it('are shown where there is one that has learnt something and can be read', () => {
    expect(reason(showRun, chosen(row('a')))).toBeNull();
    expect(reason(showRun, chosen())).not.toBeNull();
    expect(reason(showRun, chosen(row('a'), row('b')))).not.toBeNull();
    expect(reason(showRun, chosen(row('a', { state: 'damaged' })))).toMatch(/read|damaged/);
    expect(reason(showRun, chosen(row('a', { exportable: null })))).not.toBeNull();
    expect(reason(showRun, { ...chosen(row('a')), ...withRun({ phase: 'running' }, { folder: 'b' }) })).not.toBeNull();
    expect(reason(showRun, { ...chosen(row('a')), ...withRun({ phase: 'running' }, { folder: 'a' }) })).toBeNull();
  });

  it('are inspected one or two by one, or several as an ensemble', () => {
    const [a, b, c] = [row('a'), row('b'), row('c')];
    expect([chosen(), chosen(a), chosen(a, b), chosen(a, b, c)].map((each) => reason(inspectChosen, each) === null)).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect([chosen(a), chosen(a, b, c)].map((each) => reason(inspectTogether, each) === null)).toEqual([false, true]);
    expect(reason(inspectTogether, chosen(a, row('b', { exportable: null })))).not.toBeNull();
  });

  it('are deleted, but for the one that trains', () => {
    expect(reason(deleteRuns, { ...chosen(row('a')), ...withRun({ phase: 'running' }, { folder: 'a' }) })).not.toBeNull();
    expect(reason(deleteRuns, { ...chosen(row('a')), ...withRun({ phase: 'running' }, { folder: 'b' }) })).toBeNull();
  });

  it('are what is exported in Runs; elsewhere it is the run at hand', () => {
    const both = { ...chosen(row('a', { exportable: null })), ...withRun({ phase: 'finished', reason: 'completed' }, { exportable: 7 }) };
    expect(reason(exportParameters, { ...both, view: { view: 'runs' } })).not.toBeNull();
    expect(reason(exportParameters, { ...both, view: { view: 'train' } })).toBeNull();
  });
});

it('undo and redo are of what can be seen', () => {
  const past = (name: 'design' | 'draw') => ({ [name]: { past: [{}] } }) as unknown as Parameters<typeof context>[0];
  expect(reason(undo, { ...past('draw'), view: { view: 'design' } })).not.toBeNull();
  expect(reason(undo, { ...past('draw'), view: { view: 'draw' } })).toBeNull();
  expect(reason(undo, { ...past('design'), view: { view: 'train' } })).toBeNull();
  expect(reason(undo, { view: { view: 'runs' }, catalogue: { deleted: [['a']] } })).toBeNull();
  expect(reason(redo, { view: { view: 'draw' } })).not.toBeNull();
});

describe('what is performed', () => {
  it('asks main to train the design on the images in use, and shows what was wrong', async () => {
    const { asked, answers } = scriptedBridge({ startTraining: () => null });
    takeDesign(presetSpec('two-layer'), null);
    useStudio.setState({ dataset: { ...ready, classes: DIGIT_CLASSES.map((digit) => `no. ${digit}`) } });
    await ended(() => train.perform());
    expect(asked).toEqual([{ name: 'startTraining', input: { spec: expect.anything(), from: 'initial' } }]);
    expect(asked[0]?.input).toMatchObject({ spec: { name: 'Two-layer', network: { classes: expect.arrayContaining(['no. 7']) } } });
    expect(useOperations.getState().notices).toEqual([]);
    delete answers.startTraining;
    await ended(() => train.perform());
    expect(useOperations.getState().notices).toMatchObject([{ of: 'train', kind: 'error' }]);
  });

  it('marks a design as saved that was', async () => {
    const { asked } = scriptedBridge({ saveDesign: () => ({ file: 'mine.kasane.json' }) });
    expect(reason(saveDesign, {})).toBeNull();
    await ended(() => saveDesign.perform());
    expect(asked).toMatchObject([{ name: 'saveDesign', input: { elsewhere: false } }]);
    expect(reason(saveDesign, {})).not.toBeNull();
  });

  it('deletes the chosen runs and lists what is left, also where one could not be moved', async () => {
    const bridge = scriptedBridge({ listRuns: () => [row('b')], deletedRuns: () => [['a']], runDetails: () => null });
    chooseRuns(['a', 'b']);
    await ended(() => deleteRuns.perform());
    expect(bridge.asked.map(({ name }) => name)).toEqual(expect.arrayContaining(['deleteRuns', 'listRuns', 'deletedRuns']));
    expect(currentContext().catalogue.runs?.map(({ folder }) => folder)).toEqual(['b']);
    expect(useOperations.getState().notices.at(-1)).toMatchObject({ of: 'deleteRuns', kind: 'error' });
  });
});

/** Performs it and waits until nothing is at work. */
async function ended(perform: () => void): Promise<void> {
  perform();
  const isBusy = () => Object.values(useOperations.getState().running).some((count) => count > 0);
  if (isBusy()) {
    await new Promise<void>((resolve) => {
      const off = useOperations.subscribe(() => {
        if (isBusy()) return;
        off();
        resolve();
      });
    });
  }
}
