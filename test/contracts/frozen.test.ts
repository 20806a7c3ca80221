/** What older versions wrote still opens, lists, resumes and reproduces; the fixtures only ever grow. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { engine } from '@shared/kernels/engines';
import { resultsAtOnce } from '@shared/lab/experiment';
import { findExperiment, parseControls } from '@shared/lab/find-experiment';
import { parseDraftText, parseRunSpec } from '@shared/spec/parse-run-spec';
import { soloTeam } from '@shared/training/team';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { createDoubtfulLabels } from '../../src/main/app/handlers/doubtful';
import { builtInDataset } from '../../src/main/datasets/built-in';
import { readDrawings } from '../../src/main/datasets/drawings/drawings-file';
import { loadDataset } from '../../src/main/datasets/load-dataset';
import { readKeptDesign } from '../../src/main/files/kept-design';
import { resumeRun } from '../../src/main/runs/begin';
import { importBundle } from '../../src/main/runs/bundle';
import { readRunParameters } from '../../src/main/runs/checkpoints';
import { conduct } from '../../src/main/runs/conduct';
import { listRuns } from '../../src/main/runs/list-runs';
import { openRun } from '../../src/main/runs/open-run';
import { RECORD_VERSION, readRecord } from '../../src/main/runs/record';
import { reproduceRun } from '../../src/main/runs/reproduce';
import { runDetails } from '../../src/main/runs/run-details';
import { readLabFile } from '../../src/main/studies/lab/results-file';
import { listSearches } from '../../src/main/studies/search/list-searches';
import { readJobs, readSearch } from '../../src/main/studies/search/search-folder';
import { commandLine } from '../support/command-line';

const frozen = resolve(import.meta.dirname, '../fixtures/frozen');
const place = mkdtempSync(join(tmpdir(), 'kasane-frozen-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

const { json } = commandLine(place);
const createTeam = soloTeam(engine.create);
const below = (folder: string) => readdirSync(join(frozen, folder));

it('has something of every kind to open', () => {
  for (const kind of ['runs', 'searches', 'designs', 'bundles', 'studio', 'parameters', 'own', 'sets'])
    expect(below(kind), kind).not.toEqual([]);
});

/** The runs of a version, to be written to. */
function copied(version: string): string {
  const folder = join(place, version);
  cpSync(join(frozen, 'runs', version), folder, { recursive: true });
  return folder;
}

describe.each(below('runs'))('runs of %s', (version) => {
  it('are listed, shown and opened', async () => {
    const runs = copied(version);
    const listed = await listRuns(runs);
    expect(listed.map(({ folder, state }) => [folder, state]).toSorted()).toEqual([
      ['finished', 'completed'],
      ['interrupted', 'interrupted'],
    ]);
    // Those of before carry no checksum, and say so.
    for (const { isSealed } of listed) expect(isSealed).toBe(!/^record-(\d+-spec-[12])$/.test(version));
    for (const { folder } of listed) {
      const record = await readRecord(join(runs, folder));
      expect(record.version).toBe(RECORD_VERSION);
      if (folder === 'finished') expect(record.outcome).toMatchObject({ iteration: 18, test: expect.any(Number) });
      expect(JSON.parse(readFileSync(join(runs, folder, 'run.json'), 'utf8'))).toEqual(record); // lifted once and for all
      const details = await runDetails(join(runs, folder));
      expect(details?.making?.spec.name).toBe('Frozen');
      const { state, metrics } = await openRun(join(runs, folder));
      expect(state.iteration).toBeGreaterThan(0);
      expect(metrics.losses.length).toBeGreaterThan(0);
    }
    rmSync(runs, { recursive: true });
  });

  it('that finished come out the same when they are trained again', async () => {
    const runs = copied(version);
    expect(await reproduceRun(join(runs, 'finished'), builtInDataset(), createTeam)).toMatchObject({
      identical: true,
      firstDifference: null,
    });
    rmSync(runs, { recursive: true });
  });

  it('that broke off are resumed, and come out as if they had not', async () => {
    const runs = copied(version);
    const folder = join(runs, 'interrupted');
    const run = await resumeRun(folder, { dataset: await loadDataset(builtInDataset()), createTeam, onTrouble: () => undefined });
    expect(await conduct(run, { receive: () => undefined })).toEqual({ reason: 'completed', kept: true });
    expect((await readRecord(folder)).status).toEqual({ phase: 'finished', reason: 'completed' });
    expect(await reproduceRun(folder, builtInDataset(), createTeam)).toMatchObject({ identical: true });
    rmSync(runs, { recursive: true });
  });
});

it.each(below('searches'))('the search %s is listed, with what it came to', async (name) => {
  const folder = join(frozen, 'searches', name);
  const { search } = await readSearch(folder);
  expect((await readJobs(folder)).length).toBeGreaterThan(0);
  const [found] = (await listSearches(join(frozen, 'searches'))).filter((each) => each.folder === name);
  expect(found).toMatchObject({ folder: name, design: search.spec.name, best: expect.any(Number) });
});

it.each(below('searches').filter((name) => name.endsWith('-interrupted')))(
  'the search %s is resumed to what it comes to unbroken',
  async (name) => {
    const [folder, finished] = [join(place, name), join(frozen, 'searches', name.replace('-interrupted', ''))];
    cpSync(join(frozen, 'searches', name), folder, { recursive: true });
    const { search } = await readSearch(folder);
    const [spec, space] = (['spec', 'space'] as const).map((part) => {
      const path = join(place, `${name}-${part}.json`);
      writeFileSync(path, JSON.stringify(search[part]));
      return path;
    });
    const settings = ['--method', search.method.type, '--trials', `${search.trials}`, '--seed', `${search.seed}`];
    await json('search', '--spec', `${spec}`, '--space', `${space}`, ...settings, '--out', folder);
    const resultsOf = (of: string) => JSON.parse(readFileSync(join(of, 'results.json'), 'utf8')).trials;
    expect(resultsOf(folder)).toEqual(resultsOf(finished));
    expect((await readSearch(folder)).status).toBe('finished');
  },
);

it.each(below('designs'))('the design %s opens, and can be trained', (name) => {
  const draft = parseDraftText(readFileSync(join(frozen, 'designs', name), 'utf8'), name);
  expect(parseRunSpec(draft)).toEqual(draft);
});

it('what the studio keeps beside runs is read', async () => {
  const folder = join(frozen, 'studio');
  expect(await readKeptDesign(join(folder, 'design.json'))).toMatchObject({
    spec: { name: 'Small CNN' },
    saved: { name: 'Two-layer' },
    trouble: null,
  });
  expect(await createDoubtfulLabels(join(folder, 'doubtful.json')).of('2646ac647ad5339dbf082846283269ea')).toEqual([3]);
  expect([...(await readDrawings(join(folder, 'drawings'))).images.labels]).toEqual([7, 2, 1]);
  const race = findExperiment('optimizer-race');
  const kept = await readLabFile(join(folder, 'lab'), race);
  expect(kept?.results).toEqual(resultsAtOnce(race, parseControls(race, { sgd: 0.4, steps: 5 })));
});

it.each(below('parameters'))('the parameters %s read as many test images right as they did', async (name) => {
  expect(await json('evaluate', '--params', join(frozen, 'parameters', name))).toMatchObject({ images: 10_000, accuracy: 0.4042 });
});

/** A dataset that is kept, and what was trained on it: classes with names, in colour. */
describe('data of one’s own', () => {
  const root = join(place, '.datasets');
  const dataset = join(root, 'pics 1a8b405f');
  cpSync(join(frozen, 'own', 'dataset'), dataset, { recursive: true });
  vi.stubEnv('KASANE_DATASETS', root);
  afterAll(() => vi.unstubAllEnvs());

  it('opens without the place it was read from', async () => {
    const { name, training, test, aside } = await loadDataset(dataset);
    expect([name, training.shape, training.classes, training.count, test.count]).toEqual(['pics', [12, 12, 3], ['leaf', 'sky'], 40, 8]);
    expect(aside?.keys).toHaveLength(8);
  });

  it('and the run of it trains again to the same', async () => {
    const runs = mkdtempSync(join(place, 'own-'));
    const folder = join(runs, await importBundle(join(frozen, 'own', 'bundle.zip'), runs, dataset));
    expect((await readRecord(folder)).spec.network.classes).toEqual(['leaf', 'sky']);
    expect(await reproduceRun(folder, dataset, createTeam)).toMatchObject({ identical: true });
  });

  it.each(below('own').filter((name) => name.startsWith('network.')))('and its %s is read with the names of its classes', async (name) => {
    const found = await json('evaluate', '--params', join(frozen, 'own', name), '--data', dataset);
    expect(found).toMatchObject({ images: 8, accuracy: 1, classes: ['leaf', 'sky'] });
  });
});

it.each(below('sets'))('the set of drawings %s is a dataset', async (name) => {
  const { source, training, test, recipe } = await loadDataset(join(frozen, 'sets', name));
  expect([source, training.classes, recipe]).toEqual(['Drawings', ['い', 'つ', 'rock/paper'], 'mnist']);
  expect([training.count, test.count]).toEqual([5, 1]);
});

it.each(below('bundles'))('the bundle %s becomes a run', async (name) => {
  const runs = mkdtempSync(join(place, 'bundles-'));
  const folder = join(runs, await importBundle(join(frozen, 'bundles', name), runs, builtInDataset()));
  expect((await listRuns(runs)).map((run) => run.folder)).toEqual([basename(folder)]);
  expect((await readRunParameters(folder)).tensors.length).toBeGreaterThan(0);
  expect(await reproduceRun(folder, builtInDataset(), createTeam)).toMatchObject({ identical: true });
});
