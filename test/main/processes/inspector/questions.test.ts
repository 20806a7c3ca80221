/** The inspector's answers to the page's questions, as plain functions on a small dataset and a run with random parameters. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { ModelRef, Surroundings } from '@shared/contracts/processes';
import type { QuestionAnswer, QuestionInput, QuestionName } from '@shared/contracts/questions';
import { evaluated } from '@shared/exchange/networks/export-parameters';
import { paramsJson } from '@shared/exchange/networks/formats/params-json';
import { engine } from '@shared/kernels/engines';
import { parseRunSpec } from '@shared/spec/parse-run-spec';
import { presetSpec } from '@shared/spec/presets';
import { createClassifier } from '@shared/training/classifier';
import { soloTeam } from '@shared/training/team';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadDataset } from '../../../../src/main/datasets/load-dataset';
import { Cancelled } from '../../../../src/main/processes/child';
import { createInspectorFunctions } from '../../../../src/main/processes/inspector/functions';
import { keepAsRun } from '../../../../src/main/runs/keep-as-run';
import { writeSmallMnist } from '../../../support/digits';
import { drawn } from '../../../support/trained';

const folder = mkdtempSync(join(tmpdir(), 'kasane-inspector-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const IMAGES = { training: 300, test: 60 };
const dataset = writeSmallMnist(join(folder, 'data'), IMAGES.training, IMAGES.test);
const runs = join(folder, 'runs');
const folders = { runs, dataset, searches: join(folder, 'searches'), models: join(folder, 'models'), drawings: join(folder, 'drawings') };
const functions = createInspectorFunctions();
const models: Record<string, ModelRef> = {};
const surroundings: Surroundings = { folders, threads: 1, models, activeSearch: null };

/** As the channel calls it; what it says of its progress goes into `shares`. */
function ask<Name extends QuestionName>(
  name: Name,
  question: QuestionInput<Name>,
  shares: number[] = [],
  signal = new AbortController().signal,
) {
  const perform = functions[name] as unknown as (input: object, context: object) => Promise<QuestionAnswer<Name>>;
  return perform({ question, surroundings }, { signal, progress: (share: number) => shares.push(share) });
}

const [small, dense] = [drawn(presetSpec('small-cnn')), drawn({ ...presetSpec('two-layer'), seed: 2 })];
const set = { model: 'run:small', set: 'test', of: null } as const;
const alone = { ...set, others: [], rule: 'mean' } as const;

beforeAll(async () => {
  const loaded = await loadDataset(dataset);
  for (const [name, trained] of Object.entries({ small, dense })) {
    const test = evaluated(trained, loaded.test, soloTeam(engine.create));
    const run = await keepAsRun(runs, { ...trained, test }, loaded);
    models[`run:${name}`] = { id: `run:${name}`, key: name, source: { kind: 'run', folder: run } };
  }
});

const test = loadDataset(dataset).then((loaded) => loaded.test);
const classifier = createClassifier(small.spec.network, small.spec.data.scaling, small.tensors, soloTeam(engine.create));

it('evaluateSet predicts every image, and knows the newest predictions of a set', async () => {
  const found = await ask('evaluateSet', { ...alone, others: [] });
  const { pixels, labels } = await test;
  expect(found).toMatchObject({ members: 1, count: IMAGES.test, height: 28, width: 28, iteration: 0, key: 'test' });
  expect(found.labels).toEqual(new Uint8Array(labels));
  expect([...found.probabilities]).toEqual(classifier.probabilities(pixels).flat());
  const again = await ask('evaluateSet', { ...alone, others: [] });
  expect(again).toEqual(found);
  // Not predicted anew: the same numbers in memory.
  expect(again.probabilities).toBe(found.probabilities);
});

it('what is asked about predictions is answered by the parameters that made them, though the run has trained on', async () => {
  const { id, source } = models['run:small'] ?? {};
  if (!id || source?.kind !== 'run') throw new Error('there is no run');
  const image = new Uint8Array((await test).image(0));
  const examine = () => ask('examineDigit', { model: id, image, target: null, covering: false });
  const { versions, probabilities } = await ask('evaluateSet', { ...alone, others: [] });
  expect(versions).toEqual({ [id]: 'small' });
  try {
    // Trained on, as far as the inspector can tell: another version, and other parameters in its place.
    const later = { ...small, tensors: small.tensors.map((tensor) => ({ ...tensor, values: tensor.values.map((value) => value / 2) })) };
    models[id] = { id, key: 'later', source: { kind: 'given', ...later } };
    expect((await examine()).probabilities).not.toEqual([...probabilities.slice(0, 10)]);
    models[id] = { id, key: 'small', isPast: true, source };
    expect((await examine()).probabilities).toEqual([...probabilities.slice(0, 10)]);
    // Once other predictions are shown, these parameters go when newer ones come.
    models[id] = { id, key: 'latest', source: { kind: 'given', ...later } };
    await ask('evaluateSet', { ...alone, others: [] });
    models[id] = { id, key: 'later', isPast: true, source };
    await expect(examine()).rejects.toMatchObject({ name: 'Outdated' });
  } finally {
    models[id] = { id, key: 'small', source };
  }
});

it('evaluateSet of several is their ensemble', async () => {
  const [first, second, both] = await Promise.all([
    ask('evaluateSet', { ...alone, others: [] }),
    ask('evaluateSet', { ...alone, model: 'run:dense', others: [] }),
    ask('evaluateSet', { ...alone, others: ['run:dense'] }),
  ]);
  expect(both.members).toBe(2);
  both.probabilities.forEach((share, index) => {
    expect(share).toBeCloseTo(((first.probabilities[index] ?? 0) + (second.probabilities[index] ?? 0)) / 2, 6);
  });
});

it('validation images are those that the model held back', async () => {
  const { positions, count, key } = await ask('evaluateSet', { ...alone, set: 'validation', others: [] });
  // Its spec says 10,000, of which a sixth of what is here is left.
  expect(count).toBe(IMAGES.training / 6);
  expect(new Set(positions).size).toBe(count);
  const { training } = await loadDataset(dataset);
  const bytes = await ask('imagesOf', { model: 'run:small', set: 'validation', from: 3, to: 5 });
  expect([...bytes]).toEqual([3, 4].flatMap((place) => [...training.image(positions[place] ?? 0)]));
  expect(key).toMatch(/^validation/);
  await expect(ask('evaluateSet', { ...alone, model: 'run:dense', set: 'validation', others: [] })).rejects.toThrow(
    /held no images back for validation; choose the test set/,
  );
});

it('classProbabilities are the means over the images of each class', async () => {
  const { labels, probabilities } = await ask('evaluateSet', { ...alone, others: [] });
  const found = await ask('classProbabilities', { ...alone, others: [] });
  found.forEach((mean, digit) => {
    const own = [...labels.keys()]
      .filter((image) => labels[image] === digit)
      .map((image) => probabilities[10 * image + digit] ?? Number.NaN);
    if (own.length === 0) expect(mean).toBeNull();
    else expect(mean).toBeCloseTo(own.reduce((sum, share) => sum + share, 0) / own.length, 6);
  });
});

it('predict: one model that fails leaves the others', async () => {
  const { pixels } = await test;
  const digits = new Uint8Array(pixels.subarray(0, 2 * 784));
  const [here, gone] = await ask('predict', { models: ['run:small', 'run:gone'], images: digits });
  expect(here).toMatchObject({ error: null, iteration: 0, probabilities: classifier.probabilities(digits) });
  expect(gone).toMatchObject({ probabilities: [], error: { message: 'run:gone: there is no such network any more; choose another' } });
  const [torn] = await ask('predict', { models: ['run:small'], images: digits.subarray(0, 1000) });
  expect(torn?.error).not.toBeNull();
});

it('examineDigit looks into each layer, and covers the image only where that is wanted', async () => {
  const image = new Uint8Array((await test).image(0));
  const found = await ask('examineDigit', { model: 'run:small', image, target: null, covering: false });
  expect(found.target).toBe(found.probabilities.indexOf(Math.max(...found.probabilities)));
  expect(found.occlusion).toBeNull();
  expect(found.saliency).toHaveLength(784);
  const covered = await ask('examineDigit', { model: 'run:small', image, target: 3, covering: true });
  expect(covered.target).toBe(3);
  expect(covered.occlusion).toHaveLength(784);
});

it('nearestDigits begins with the image itself where it is one of the training images', async () => {
  const { training } = await loadDataset(dataset);
  const found = await ask('nearestDigits', { model: 'run:small', image: new Uint8Array(training.image(7)) });
  expect(found[0]).toMatchObject({ position: 7, distance: 0, label: training.labels[7] });
  const distances = found.map(({ distance }) => distance);
  expect(distances).toEqual(distances.toSorted((a, b) => a - b));
});

it('a file that does not tell its layers is read by what was trained here, whatever design is open', async () => {
  // No preset: eight filters.
  const own = drawn(
    parseRunSpec({
      ...small.spec,
      name: 'Eight filters',
      network: {
        input: [28, 28, 1],
        layers: [{ type: 'conv2d', filters: 8, kernel: 5 }, { type: 'relu' }, { type: 'max-pool' }, { type: 'affine', units: 10 }],
      },
    }),
  );
  const loaded = await loadDataset(dataset);
  await keepAsRun(runs, { ...own, test: evaluated(own, loaded.test, soloTeam(engine.create)) }, loaded);
  const path = join(folder, 'eight.json');
  const { network, data } = own.spec;
  writeFileSync(path, paramsJson.write?.({ ...own, network, scaling: data.scaling } as never) ?? '');
  const asked = { path, datasetFolder: dataset, runsFolder: runs, design: dense.spec, threads: 1 };
  const context = { signal: new AbortController().signal, progress: () => undefined };
  const found = await functions.importParameters(asked, context as never);
  expect(found).toMatchObject({ summary: '28×28×1-8c-10', spec: { network: { layers: own.spec.network.layers } } });
  expect(found.tensors.map(({ values }) => values)).toEqual(own.tensors.map(({ values }) => values));
  await expect(async () => functions.importParameters({ ...asked, runsFolder: join(folder, 'none') }, context as never)).rejects.toThrow(
    /fits \d networks, the best of which reads .* % of the validation images; open the design that they belong to first/,
  );
});

it('embed places every image, the same each time', async () => {
  const map = await ask('embed', set);
  expect([map.images.length, map.x.length, map.y.length]).toEqual([IMAGES.test, IMAGES.test, IMAGES.test]);
  expect([...map.x, ...map.y].every(Number.isFinite)).toBe(true);
  expect(await ask('embed', set)).toEqual(map);
});

it('lowerPrecision tells of each precision what is read otherwise than in float32', async () => {
  const rows = await ask('lowerPrecision', set);
  expect(rows[0]).toMatchObject({ id: 'float32', images: IMAGES.test, flipped: [] });
  const [full, ...fewer] = rows.map(({ bytes }) => bytes);
  for (const bytes of fewer) expect(bytes).toBeLessThan(full ?? 0);
});

it('what nobody waits for any more is cancelled', async () => {
  const controller = new AbortController();
  controller.abort(new Cancelled());
  await expect(ask('robustness', { model: 'run:small', images: 20 }, [], controller.signal)).rejects.toBeInstanceOf(Cancelled);
  expect(await ask('robustness', { model: 'run:small', images: 2 })).toMatchObject({ images: 2 });
});

it('robustness that was measured is kept with the run, and stands in its report', async () => {
  await ask('robustness', { model: 'run:small', images: 3 });
  const source = models['run:small']?.source;
  const [told] = await ask('reportedRuns', { folders: [basename(source?.kind === 'run' ? source.folder : '')] });
  expect(told?.robustness?.images).toBe(3);
  expect(told?.test?.labels).toHaveLength(IMAGES.test);
});

it('one training step goes on from the newest checkpoint', async () => {
  const source = models['run:small']?.source;
  const own = basename(source?.kind === 'run' ? source.folder : '');
  const step = await ask('oneStep', { spec: presetSpec('two-layer'), folder: own, first: 1, images: 2 });
  // Its own network, whatever is designed.
  expect(step.layers).toHaveLength(10);
  expect(step.greatestDifference).toBeLessThan(1e-4);
  const designed = await ask('oneStep', { spec: presetSpec('two-layer'), folder: null, first: 0, images: 1 });
  expect([designed.layers.length, designed.iteration]).toEqual([3, 1]);
});

it('a run is listed and told of; one that is not there is not', async () => {
  const listed = await ask('listRuns', {});
  const { source } = models['run:small'] ?? {};
  const own = basename(source?.kind === 'run' ? source.folder : '');
  expect(listed.find((run) => run.folder === own)).toMatchObject({ state: 'stopped', from: 'imported', iteration: 0 });
  expect(await ask('runDetails', { folder: own })).toMatchObject({ validations: [] });
  expect(await ask('runDetails', { folder: 'gone' })).toBeNull();
});

it('augmentedDigits shows the first training images as iteration `round` sees them', async () => {
  const { data, ...spec } = presetSpec('small-cnn');
  const augmented = parseRunSpec({ ...spec, data: { ...data, limit: 200, validation: 20, augmentation: [{ type: 'shift' }] } });
  const [first, again, next] = await Promise.all([1, 1, 2].map((round) => ask('augmentedDigits', { spec: augmented, round })));
  expect(again).toEqual(first);
  expect(next).not.toEqual(first);
});
