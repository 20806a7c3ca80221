import { experiments } from '@shared/lab/experiments';
import { findExperiment } from '@shared/lab/find-experiment';
import { beforeAll, expect, it, vi } from 'vitest';
import {
  claimOf,
  followLab,
  isStale,
  isUnfinished,
  resetControls,
  restoreControls,
  setControl,
  useLab,
  usualControls,
} from '../../../../../src/renderer/views/lab/state/lab-store';
import { type ScriptedBridge, scriptedBridge } from '../../../../support/page';
import { recordedExperiment } from '../../../../support/recorded-lab';
import { settled } from '../../../../support/settled';

const long = recordedExperiment('overfitting');
const { name } = findExperiment('overfitting');
const instant = experiments.find((each) => each.instant)?.name ?? '';

let bridge: ScriptedBridge;
beforeAll(async () => {
  bridge = scriptedBridge({
    labResults: (input) =>
      (input as { experiment: string }).experiment === name ? { controls: long.controls, results: long.results } : null,
    keepExperiment: () => undefined,
  });
  await followLab();
});

it('shows what sessions before came to, with their controls in the form, and does at once what takes milliseconds', () => {
  const store = useLab.getState();
  expect(store.controls[name]).toEqual(long.controls);
  expect(isStale(store, name)).toBe(false);
  expect(claimOf(store, findExperiment(name))).toMatchObject({ holds: true });
  expect(Object.keys(store.contents)).toEqual(expect.arrayContaining([name, instant]));
  expect(claimOf(store, findExperiment(instant))).not.toBeNull();
});

it('a figure of other settings is stale until they are restored', async () => {
  bridge.answers.labResults = () => null;
  setControl(name, 'epochs', 7);
  await settled();
  expect(isStale(useLab.getState(), name)).toBe(true);
  expect(bridge.asked.at(-1)).toMatchObject({ name: 'labResults', input: { experiment: name, controls: { epochs: 7 } } });
  restoreControls(name);
  expect(isStale(useLab.getState(), name)).toBe(false);
});

it('settings that were tried before bring their figure back', async () => {
  const found = { controls: { ...long.controls, epochs: 9 }, results: { told: true } };
  bridge.answers.labResults = () => found;
  setControl(name, 'epochs', 9);
  await settled();
  expect(useLab.getState().contents[name]).toEqual(found);
});

it('an instant experiment follows its controls, and is kept once when they rest', () => {
  vi.useFakeTimers();
  const kept = () => bridge.asked.filter((each) => each.name === 'keepExperiment').length;
  const before = { figure: useLab.getState().contents[instant], kept: kept() };
  const control = Object.keys(usualControls(instant)).find((each) => each === 'sgd') ?? '';
  setControl(instant, control, 0.4);
  setControl(instant, control, 0.5);
  expect(useLab.getState().contents[instant]?.controls[control]).toBe(0.5);
  expect(useLab.getState().contents[instant]).not.toEqual(before.figure);
  expect(kept()).toBe(before.kept);
  vi.runAllTimers();
  vi.useRealTimers();
  expect(kept()).toBe(before.kept + 1);
  const shown = useLab.getState().contents[instant];
  setControl(instant, control, -1e9); // out of its range: the figure stays
  expect(useLab.getState().contents[instant]).toBe(shown);
  resetControls(instant);
  expect(useLab.getState().controls[instant]).toEqual(usualControls(instant));
});

it('one at work grows part by part, and claims nothing before its end', () => {
  const [first, second] = Object.entries(long.results);
  const state = { experiment: name, controls: long.controls, status: 'running' } as never;
  bridge.send('lab', { state, results: Object.fromEntries([first ?? []]), reset: true } as never);
  bridge.send('lab', { state, results: Object.fromEntries([second ?? []]), reset: false } as never);
  expect(Object.keys(useLab.getState().contents[name]?.results ?? {})).toEqual([first?.[0], second?.[0]]);
  expect(claimOf(useLab.getState(), findExperiment(name))).toBeNull();
  bridge.send('lab', { state: { ...(state as object), status: 'stopped' }, results: {}, reset: false } as never);
  resetControls(name);
  useLab.setState(({ controls }) => ({ controls: { ...controls, [name]: long.controls } }));
  expect(isUnfinished(useLab.getState(), findExperiment(name))).toBe(true);
});
