/** What the page knows of the other processes, and that the design is kept. */
import { presetSpec } from '@shared/spec/presets';
import { beforeAll, expect, it, vi } from 'vitest';
import { connectStudio, useStudio } from '../../../src/renderer/state/studio-store';
import { useAutosave } from '../../../src/renderer/views/design/state/autosave';
import { takeDesign, useDesign } from '../../../src/renderer/views/design/state/design-store';
import { type ScriptedBridge, scriptedBridge } from '../../support/page';
import { madeUpState } from '../../support/runs';
import { settled } from '../../support/settled';

const metrics = (from: number, count: number) => {
  const iterations = Array.from({ length: count }, (_, index) => from + index + 1);
  const rows = { iterations, losses: iterations.map(() => 1), accuracies: iterations.map(() => 0.5) };
  return { ...rows, learningRates: iterations.map(() => 0.1), every: 1 };
};
const run = madeUpState({ id: 4, folder: 'a', iteration: 3 });
const asked = (name: string) => bridge.asked.filter((each) => each.name === name).length;

let bridge: ScriptedBridge;
/** What main answers when it is asked how everything stands. */
let standing: { state: typeof run; metrics: ReturnType<typeof metrics> } = { state: run, metrics: metrics(0, 3) };
beforeAll(async () => {
  bridge = scriptedBridge({
    getState: () => ({
      ...{ dataset: null, insight: null, imported: null, usualThreads: 2, search: { state: null, trials: [] } },
      ...{ run: standing, design: { spec: presetSpec('four-hidden'), file: null, saved: null, trouble: null } },
    }),
    keepDesign: () => undefined,
    closeWindow: () => undefined,
  });
  await connectStudio();
});

it('begins with how everything stands, and with the design of the session before', () => {
  expect(useStudio.getState()).toMatchObject({ usualThreads: 2, run: { id: 4 }, metrics: metrics(0, 3) });
  expect(useDesign.getState().design.spec.name).toBe(presetSpec('four-hidden').name);
});

it('appends what a run has learnt since, and keeps what has not changed as the same object', () => {
  const before = useStudio.getState();
  bridge.send('run', { state: { ...structuredClone(run), iteration: 5 }, appended: metrics(3, 2), from: 3, every: 1 });
  const now = useStudio.getState();
  expect(now.metrics.iterations).toEqual([1, 2, 3, 4, 5]);
  expect(now.metrics).not.toBe(before.metrics);
  expect(now.run?.spec).toBe(before.run?.spec);
  expect(now.run?.label).toBe(before.run?.label);
});

it('asks anew where it missed something', async () => {
  const before = asked('getState');
  standing = { state: { ...run, iteration: 9 }, metrics: metrics(0, 9) };
  bridge.send('run', { state: { ...run, iteration: 9 }, appended: metrics(8, 1), from: 8, every: 1 });
  await settled();
  expect(asked('getState')).toBe(before + 1);
  expect(useStudio.getState().metrics.iterations).toHaveLength(9);
});

it('another run begins without the curves of the one before, and none leaves nothing', () => {
  bridge.send('run', { state: { ...run, id: 5 }, appended: metrics(0, 1), from: 0, every: 1 });
  expect(useStudio.getState().metrics.iterations).toEqual([1]);
  bridge.send('run', { state: null, appended: metrics(0, 0), from: 0, every: 1 });
  expect(useStudio.getState()).toMatchObject({ run: null, insight: null, metrics: metrics(0, 0) });
});

it('keeps the design once when edits rest, and says so', async () => {
  vi.useFakeTimers();
  const before = asked('keepDesign');
  takeDesign(presetSpec('two-layer'), null);
  takeDesign(presetSpec('small-cnn'), null);
  expect(asked('keepDesign')).toBe(before);
  vi.runAllTimers();
  vi.useRealTimers();
  await settled();
  expect(asked('keepDesign')).toBe(before + 1);
  expect(bridge.asked.at(-1)).toMatchObject({ input: { spec: { name: presetSpec('small-cnn').name } } });
  expect(useAutosave.getState()).toMatchObject({ failed: false });
});

it('a window that closes keeps what is not kept yet, and closes then', async () => {
  const before = asked('keepDesign');
  takeDesign(presetSpec('two-layer'), null);
  bridge.send('closing', undefined as never);
  await settled();
  expect(asked('keepDesign')).toBe(before + 1);
  expect(bridge.asked.slice(-2).map(({ name }) => name)).toEqual(['keepDesign', 'closeWindow']);
});

it('says where a design cannot be kept', async () => {
  bridge.answers.keepDesign = () => {
    throw new Error('the disk is full');
  };
  takeDesign(presetSpec('deep-cnn'), null);
  window.dispatchEvent(new Event('pagehide'));
  await settled();
  expect(useAutosave.getState().failed).toBe(true);
});
