import type { RunSummary } from '@shared/contracts/run';
import { noLabel } from '@shared/spec/run-label';
import { describe, expect, it } from 'vitest';
import { distinctNames } from '../../../../src/renderer/views/runs/compared';
import { shownRuns } from '../../../../src/renderer/views/runs/shown-runs';
import type { RunColumn } from '../../../../src/renderer/views/runs/state/runs-store';
import { madeUpRow } from '../../../support/runs';
import { wordsOf } from '../../../support/words';

const run = (folder: string, change: Partial<RunSummary> = {}) =>
  madeUpRow(folder, { created: `2026-11-24T10:00:0${folder.length}.000Z`, ...change });
const runs = [
  run('a', { test: 0.97, label: { ...noLabel, name: 'Zebra', tags: ['keep', 'best'] } }),
  run('bb', { test: null, state: 'interrupted' }),
  run('ccc', { test: 0.99, design: 'Two-layer', label: { ...noLabel, notes: 'with Dropout' } }),
];
const [en, ja] = [wordsOf('en'), wordsOf('ja')];
const none = { query: '', state: null, tag: null, sort: { column: 'created' as RunColumn, descending: true } };
const shown = (change: Partial<Parameters<typeof shownRuns>[1]>, words = en) =>
  shownRuns(runs, { ...none, ...change }, words).map(({ folder }) => folder);

describe('the runs that are shown', () => {
  it('are all, the newest first, unless something is left out', () => {
    expect(shown({})).toEqual(['ccc', 'bb', 'a']);
    expect(shown({ state: 'interrupted' })).toEqual(['bb']);
    expect(shown({ tag: 'keep' })).toEqual(['a']);
    expect(shown({ tag: 'keep', state: 'failed' })).toEqual([]);
  });

  it('are found by all words of a query, in names, notes, tags, networks and states', () => {
    expect(shown({ query: 'ZEB best' })).toEqual(['a']);
    expect(shown({ query: 'dropout' })).toEqual(['ccc']);
    expect(shown({ query: 'small interrupted' })).toEqual(['bb']);
    expect(shown({ query: 'zebra dropout' })).toEqual([]);
  });

  it('are found and sorted by optimizer and dataset', () => {
    const images = (name: string) => ({ ...madeUpRow('a').images, dataset: { name, key: name } }) as RunSummary['images'];
    const two = [
      run('a', { optimizer: 'sgd', images: images('letters') }),
      run('bb', { optimizer: 'adagrad' }),
      run('ccc', { optimizer: null, images: null }),
    ];
    const sorted = (column: RunColumn) => shownRuns(two, { ...none, sort: { column, descending: false } }, en).map(({ folder }) => folder);
    expect(sorted('optimizer')).toEqual(['ccc', 'bb', 'a']);
    expect(sorted('dataset')).toEqual(['ccc', 'a', 'bb']);
    expect(shownRuns(two, { ...none, query: 'AdaGrad mnist' }, en).map(({ folder }) => folder)).toEqual(['bb']);
  });

  it('are found by what they are called in the chosen language', () => {
    expect(shown({ query: '小さな' }, ja)).toEqual(['bb', 'a']);
    expect(shown({ query: '中断' }, ja)).toEqual(['bb']);
    expect(shown({ query: 'small' }, ja)).toEqual(['bb', 'a']);
  });

  it('are sorted either way, what is not known last', () => {
    const sorted = (column: RunColumn, descending: boolean) => shown({ sort: { column, descending } });
    expect(sorted('test', true)).toEqual(['ccc', 'a', 'bb']);
    expect(sorted('test', false)).toEqual(['a', 'ccc', 'bb']);
    expect(sorted('name', false)).toEqual(['bb', 'ccc', 'a']);
  });
});

it('runs of one name are told apart by when they began', () => {
  const format = { ...en.format, time: (moment: Date) => `at ${moment.getUTCSeconds()}` };
  expect(distinctNames([run('a'), run('ccc'), run('bb', { design: 'Two-layer' })], { text: en.text, format })).toEqual([
    'Small CNN, at 1',
    'Small CNN, at 3',
    'Two-layer',
  ]);
});
