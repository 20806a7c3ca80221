import type { ModelSummary } from '@shared/contracts/run';
import type { SetPredictions } from '@shared/contracts/state';
import { DIGIT_CLASSES } from '@shared/data/digits/digit-classes';
import { KasaneError } from '@shared/kasane-error';
import { presetSpec } from '@shared/spec/presets';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { useCatalogue } from '../../../../../src/renderer/state/catalogue-store';
import { followJobs, useJobs } from '../../../../../src/renderer/state/jobs';
import { useOperations } from '../../../../../src/renderer/state/operations';
import { useStudio } from '../../../../../src/renderer/state/studio-store';
import { useView } from '../../../../../src/renderer/state/view-store';
import { digitSet, setKey, useDrawings } from '../../../../../src/renderer/views/draw/state/drawings-store';
import { useInspect } from '../../../../../src/renderer/views/inspect/state/inspect-store';
import {
  chooseFirst,
  chooseSecond,
  chooseSet,
  computeEmbedding,
  findNeighbours,
  followInspect,
  toggleDoubt,
  useNeighbours,
} from '../../../../../src/renderer/views/inspect/state/inspection';
import { type ScriptedBridge, scriptedBridge } from '../../../../support/page';
import { madeUpState } from '../../../../support/runs';
import { settled } from '../../../../support/settled';

const model = (id: string): ModelSummary => ({ id, kind: 'run', input: [28, 28, 1], classes: DIGIT_CLASSES }) as unknown as ModelSummary;
/** "My digits" hold so many. */
const keepsDrawings = (count: number) => useDrawings.setState({ sets: { [setKey(digitSet)]: { ...digitSet, count } as never } });
const COUNT = 1500;
const predicted = (id: string, set = 'test') =>
  ({
    key: set,
    set,
    count: COUNT,
    height: 1,
    width: 1,
    channels: 1,
    checksum: 'sum',
    positions: Uint32Array.of(40, 41),
    members: 1,
    versions: { [id]: 'of then' },
    id,
  }) as never;

let bridge: ScriptedBridge;
beforeAll(() => {
  bridge = scriptedBridge();
  followJobs();
  followInspect();
});
beforeEach(async () => {
  Object.assign(bridge.answers, {
    evaluateSet: (input: { model: string; set: string }) => predicted(input.model, input.set),
    imagesOf: ({ from, to }: { from: number; to: number }) => new Uint8Array(to - from).fill(1),
    doubtfulLabels: () => [41],
    cancelJob: () => undefined,
  });
  useInspect.setState(useInspect.getInitialState(), true);
  useStudio.setState({ run: null, dataset: { status: 'ready', folder: '/data', shape: [28, 28, 1] } as never });
  useCatalogue.setState({ models: [model('run:b'), model('run:a')] });
  useView.setState({ view: 'inspect' });
  await settled();
  bridge.asked.length = 0;
});

const first = () => useInspect.getState().predictions?.first as (SetPredictions & { id: string }) | undefined;

it('evaluates the usual model as soon as the view is opened, and loads its images part by part', async () => {
  useView.setState({ view: 'design' });
  useInspect.setState(useInspect.getInitialState(), true);
  await settled();
  expect(bridge.asked).toEqual([]);
  useView.setState({ view: 'inspect' });
  await settled();
  expect(first()?.id).toBe('run:b');
  expect(useInspect.getState().images).toMatchObject({ key: 'test', loaded: COUNT });
  expect(bridge.asked.filter(({ name }) => name === 'imagesOf').map(({ input }) => input)).toEqual([
    { model: 'run:b', set: 'test', from: 0, to: 1000 },
    { model: 'run:b', set: 'test', from: 1000, to: COUNT },
  ]);
  expect([...useInspect.getState().doubtful]).toEqual([41]);
});

it('images of the same set are not loaded again for another model', async () => {
  chooseFirst('run:a');
  await settled();
  expect(first()?.id).toBe('run:a');
  expect(bridge.asked.filter(({ name }) => name === 'imagesOf')).toEqual([]);
});

it('shows what was chosen last, whichever is answered last', async () => {
  const answers: ((found: unknown) => void)[] = [];
  bridge.answers.evaluateSet = () => new Promise((resolve) => answers.push(resolve));
  chooseFirst('run:a');
  chooseFirst('run:b');
  await settled();
  answers[1]?.(predicted('run:b'));
  answers[0]?.(predicted('run:a'));
  await settled();
  expect(first()?.id).toBe('run:b');
});

it('while a run trains its model is shown on the validation images, and on the test images once it has ended', async () => {
  const run = madeUpState({ folder: 'a', exportable: 5, status: { phase: 'running' }, spec: presetSpec('small-cnn') });
  useStudio.setState({ run });
  chooseFirst('run:a');
  await settled();
  expect(first()?.set).toBe('validation');
  useStudio.setState({ run: { ...run, status: { phase: 'finished', reason: 'completed' } } });
  useCatalogue.setState({ models: [model('run:b'), model('run:a')] }); // listed anew, as at every end
  await settled();
  expect(first()?.set).toBe('test');
  useStudio.setState({ run });
  chooseSet('test');
  await settled();
  expect(first()?.set).toBe('test');
});

it('cancels what is at work for what was chosen before', async () => {
  bridge.answers.embed = () => new Promise(() => undefined);
  computeEmbedding();
  await settled();
  bridge.send('progress', { job: 'embedding', share: 0.4 });
  expect(useJobs.getState().embedding).toBe(0.4);
  chooseSet('validation');
  expect(bridge.asked).toContainEqual({ name: 'cancelJob', input: { job: 'embedding' } });
});

it('of a second model it is known which set and whose validation images are meant', async () => {
  chooseSecond('run:a');
  await settled();
  expect(bridge.asked).toContainEqual({
    name: 'evaluateSet',
    input: { model: 'run:a', set: 'test', of: 'run:b', job: 'second', versions: { 'run:b': 'of then' } },
  });
  expect(useInspect.getState().predictions?.second).toMatchObject({ id: 'run:a' });
});

it('what is computed of predictions names their parameters; where those are gone, all is evaluated anew', async () => {
  useInspect.setState({ open: 7 });
  bridge.answers.embed = () => {
    throw Object.assign(new KasaneError('other parameters by now'), { name: 'Outdated' });
  };
  const notices = useOperations.getState().notices.length;
  computeEmbedding();
  await settled();
  expect(bridge.asked.map(({ name, input }) => [name, (input as { versions?: unknown }).versions])).toContainEqual([
    'embed',
    { 'run:b': 'of then' },
  ]);
  expect(bridge.asked.map(({ name }) => name)).toContain('evaluateSet');
  expect(useOperations.getState().notices).toHaveLength(notices);
  // The digit that was open is of the same set, and shown again.
  expect(useInspect.getState()).toMatchObject({ open: 7, embedding: null });
});

it('without a second model the gallery shows no pairs any more', async () => {
  chooseSecond('run:a');
  await settled();
  useInspect.setState(({ filter }) => ({ filter: { ...filter, group: 'fixed' } }));
  chooseSecond(null);
  expect(useInspect.getState().filter.group).toBe('wrong');
});

it('images whose loading was cut short by another choice are loaded for that', async () => {
  const parts: ((found: Uint8Array) => void)[] = [];
  bridge.answers.imagesOf = () => new Promise((resolve) => parts.push(resolve));
  chooseSet('validation');
  await settled();
  parts.shift()?.(new Uint8Array(1000));
  await settled();
  chooseSecond('run:a');
  for (let turn = 0; turn < 4; turn++) {
    await settled();
    parts.shift()?.(new Uint8Array(turn % 2 === 0 ? 500 : 1000));
  }
  await settled();
  expect(useInspect.getState().images).toMatchObject({ key: 'validation', loaded: COUNT });
});

it('what was computed of the model before is not shown of the next, though it be answered', async () => {
  let answer: (found: unknown) => void = () => undefined;
  bridge.answers.embed = () =>
    new Promise((resolve) => {
      answer = resolve;
    });
  computeEmbedding();
  chooseFirst('run:a');
  await settled();
  answer({ points: 'of run:b' });
  await settled();
  expect(useInspect.getState().embedding).toBeNull();
});

it('a dataset opened anew in the same folder is evaluated anew', async () => {
  await settled();
  bridge.asked.length = 0;
  useStudio.setState({ dataset: { status: 'ready', folder: '/data', shape: [28, 28, 1] } as never });
  await settled();
  expect(bridge.asked.map(({ name }) => name)).toContain('evaluateSet');
  expect(bridge.asked.map(({ name }) => name)).toContain('imagesOf');
});

it('a model that is gone is replaced by the usual one', async () => {
  chooseFirst('run:a');
  await settled();
  useCatalogue.setState({ models: [model('run:b')] });
  await settled();
  expect(first()?.id).toBe('run:b');
});

it('what fails is told of, what was cancelled is not', async () => {
  bridge.answers.embed = () => {
    throw Object.assign(new KasaneError('cancelled'), { name: 'Cancelled' });
  };
  const notices = () => useOperations.getState().notices.length;
  const before = notices();
  computeEmbedding();
  await settled();
  expect(notices()).toBe(before);
  bridge.answers.embed = () => {
    throw new KasaneError('there is no map');
  };
  computeEmbedding();
  await settled();
  expect(notices()).toBe(before + 1);
  expect(useJobs.getState().embedding).toBeUndefined();
});

it('a doubt is marked by its place in the file, and taken back', async () => {
  bridge.answers.markDoubtful = (input) => ((input as { doubtful: boolean }).doubtful ? [40, 41] : [40]);
  toggleDoubt(0);
  await settled();
  expect(bridge.asked).toContainEqual({ name: 'markDoubtful', input: { checksum: 'sum', position: 40, doubtful: true } });
  toggleDoubt(1);
  await settled();
  expect([...useInspect.getState().doubtful]).toEqual([40]);
});

it('neighbours that are not found are looked for no more', async () => {
  useNeighbours.setState({ wanted: true });
  bridge.answers.nearestDigits = () => [{ position: 3 }];
  expect(await findNeighbours(new Uint8Array(784))).toEqual([{ position: 3 }]);
  expect(useNeighbours.getState().wanted).toBe(true);
  bridge.answers.nearestDigits = () => {
    throw new KasaneError('gone');
  };
  expect(await findNeighbours(new Uint8Array(784))).toBeNull();
  expect(useNeighbours.getState().wanted).toBe(false);
});

it('a second model and members that are gone are left out, and drawings that change are predicted anew', async () => {
  useInspect.setState({ others: ['run:gone'] });
  chooseSecond('run:gone');
  await settled();
  expect(bridge.asked).toContainEqual({
    name: 'evaluateSet',
    input: { model: 'run:b', set: 'test', of: null, job: 'first', others: [], rule: 'mean' },
  });
  expect(useInspect.getState().predictions).toMatchObject({ second: null });
  keepsDrawings(2);
  chooseSet('drawings');
  await settled();
  const before = bridge.asked.length;
  keepsDrawings(1);
  await settled();
  expect(bridge.asked.slice(before).map(({ name }) => name)).toContain('evaluateSet');
  expect(first()?.set).toBe('drawings');
});
