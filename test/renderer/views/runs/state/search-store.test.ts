import type { SearchState, TrialState } from '@shared/contracts/state';
import { DIGIT_CLASSES } from '@shared/data/digits/digit-classes';
import { presetSpec } from '@shared/spec/presets';
import { bookSearchSpec, bookSpace } from '@shared/studies/book-search';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { useStudio } from '../../../../../src/renderer/state/studio-store';
import { takeDesign, useDesign } from '../../../../../src/renderer/views/design/state/design-store';
import {
  baseSpec,
  copySearch,
  deleteSearch,
  followSearch,
  problemOfForm,
  removeDimension,
  restoreSearches,
  searchAsInBook,
  setDimension,
  setForm,
  startSearch,
  useSearch,
} from '../../../../../src/renderer/views/runs/state/search-store';
import { type ScriptedBridge, scriptedBridge } from '../../../../support/page';
import { settled } from '../../../../support/settled';

const trial = (number: number, accuracy: number) => ({ trial: number, accuracy }) as TrialState;
const state = (status: string) => ({ status, search: {} }) as unknown as SearchState;

let bridge: ScriptedBridge;
beforeAll(() => {
  bridge = scriptedBridge();
  followSearch({ state: null, trials: [] } as never);
});
beforeEach(() => useSearch.setState(useSearch.getInitialState(), true));

it('trials are put together as they come, and a new search begins without those before', () => {
  bridge.send('search', { state: state('running'), trials: [trial(0, 0.1), trial(1, 0.2)], reset: true } as never);
  bridge.send('search', { state: state('running'), trials: [trial(1, 0.3)], reset: false } as never);
  expect([...useSearch.getState().trials.values()].map(({ accuracy }) => accuracy)).toEqual([0.1, 0.3]);
  useSearch.setState({ chosen: 1 });
  bridge.send('search', { state: state('running'), trials: [], reset: true } as never);
  expect(useSearch.getState()).toMatchObject({ trials: new Map(), chosen: null });
});

it('the book’s search is in the form, and the design is its own, one undo away', () => {
  takeDesign(presetSpec('two-layer'), null);
  searchAsInBook();
  expect(useSearch.getState().form).toMatchObject({ dimensions: bookSpace.settings, trials: 100, method: { type: 'random' } });
  expect(useDesign.getState().design.spec.name).toBe(bookSearchSpec().name);
  expect(problemOfForm(useSearch.getState().form, bookSearchSpec())).toBeNull();
});

it('what keeps a search from being begun is named with its place', () => {
  searchAsInBook();
  const [rate] = bookSpace.settings;
  setDimension(0, { ...rate, from: 1, to: 0.1 } as never);
  expect(problemOfForm(useSearch.getState().form, bookSearchSpec())?.path).toMatch(/settings|learningRate/);
  removeDimension(0);
  expect(problemOfForm(useSearch.getState().form, bookSearchSpec())).toBeNull();
  removeDimension(0);
  expect(problemOfForm(useSearch.getState().form, bookSearchSpec())).not.toBeNull();
});

it('a design of iterations is searched for about as many epochs, a whole one at least', () => {
  useStudio.setState({ dataset: { status: 'ready', trainingImages: 1000, shape: [28, 28, 1], classes: DIGIT_CLASSES } as never });
  const spec = presetSpec('two-layer');
  const lasting = (count: number) =>
    ({ ...spec, training: { ...spec.training, batchSize: 100, duration: { unit: 'iterations', count } } }) as never;
  expect(baseSpec(lasting(42)).training.duration).toEqual({ unit: 'epochs', count: 4 });
  expect(baseSpec(lasting(1)).training.duration).toEqual({ unit: 'epochs', count: 1 });
  const own = bookSearchSpec();
  expect(baseSpec(own)).toBe(own);
});

it('is begun with what the form has, and again with what it had', async () => {
  searchAsInBook();
  setForm({ trials: 7, seed: 3 });
  startSearch();
  await settled();
  const { input } = bridge.asked.findLast(({ name }) => name === 'startSearch') ?? {};
  expect(input).toMatchObject({
    search: { trials: 7, seed: 3, space: { settings: bookSpace.settings }, spec: { name: bookSearchSpec().name } },
  });
  const { search } = input as { search: { space: object } };
  useSearch.setState({ ...useSearch.getInitialState(), state: { search } as never }, true);
  copySearch();
  expect(useSearch.getState().form).toMatchObject({ trials: 7, seed: 3, dimensions: bookSpace.settings });
});

it('a deletion and its undo list the searches anew, also where they fail', async () => {
  const listed = () => bridge.asked.filter(({ name }) => name === 'listSearches').length;
  const before = listed();
  deleteSearch('a'); // nobody answers
  await settled();
  expect(listed()).toBe(before + 1);
  useSearch.setState({ deleted: [['x'], ['y', 'z']] });
  restoreSearches();
  await settled();
  expect(bridge.asked).toContainEqual({ name: 'restoreSearches', input: { folders: ['y', 'z'] } });
  expect(listed()).toBe(before + 2);
});
