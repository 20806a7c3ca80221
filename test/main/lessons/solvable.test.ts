/** That the tasks of the lessons can be solved as their second hints say, by training it; short, the quickest of them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { solve } from '@shared/lessons/checks';
import type { Evidence } from '@shared/lessons/evidence';
import { shippedLessons } from '@shared/lessons/shipped';
import { presetSpec } from '@shared/spec/presets';
import type { RunSpec } from '@shared/spec/run-spec';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatherEvidence, withChecksum } from '../../../src/main/lessons/evidence';
import { commandLine } from '../../support/command-line';
import { byLength } from '../../support/length';

const place = mkdtempSync(join(tmpdir(), 'kasane-lessons-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));
const runs = join(place, 'runs');
const { kasane } = commandLine(runs);

type Layers = RunSpec['network']['layers'];
const four = presetSpec('four-hidden');
const small = presetSpec('small-cnn');

/** With every dense layer's weights so, and batch normalisation behind each hidden one. */
function dense(weights: object, normalised = false): RunSpec {
  const layers = four.network.layers.flatMap((layer, index, all): Layers => {
    if (layer.type !== 'affine') return [layer];
    const own = { ...layer, weights } as Layers[number];
    return normalised && index < all.length - 1 ? [own, { type: 'batch-norm', epsilon: 1e-5, momentum: 0.9 } as Layers[number]] : [own];
  });
  return { ...four, network: { ...four.network, layers }, optimizer: { type: 'sgd', learningRate: 0.1, weightDecay: 0 } };
}

const spread = { type: 'normal', std: 0.29 };
const by = (spec: RunSpec, optimizer: object): RunSpec => ({ ...spec, optimizer: optimizer as RunSpec['optimizer'] });
const few: RunSpec = { ...four, data: { ...four.data, limit: 300, validation: 0 }, training: { ...four.training, batchSize: 100 } };
const moved = ['shift', 'rotation', 'scale'].map((type) => ({ type }));
const augmented = (spec: RunSpec): RunSpec => ({ ...spec, data: { ...spec.data, augmentation: moved as RunSpec['data']['augmentation'] } });
const epochs = (spec: RunSpec, count: number): RunSpec => ({
  ...spec,
  training: { ...spec.training, duration: { unit: 'epochs', count } },
});
const withoutHidden: RunSpec = {
  ...small,
  network: { ...small.network, layers: [...small.network.layers.slice(0, 6), ...small.network.layers.slice(-1)] },
};

/** What the hints say. */
const quick: Readonly<Record<string, RunSpec>> = {
  lose: dense(spread),
  diverge: by(dense({ type: 'he' }), { type: 'sgd', learningRate: 10 }),
};
const all: Readonly<Record<string, RunSpec>> = {
  ...quick,
  save: dense(spread, true),
  small,
  two: presetSpec('two-layer'),
  adam: four,
  sgd: by(four, { type: 'sgd', learningRate: 0.01 }),
  zeros: dense({ type: 'zeros' }),
  normal: dense({ type: 'normal', std: 0.01 }),
  he: dense({ type: 'he' }),
  overfit: few,
  help: augmented(few),
  'ninety-nine': epochs(withoutHidden, 6),
  augment: epochs(augmented(small), 6),
  decay: { ...small, optimizer: { ...small.optimizer, weightDecay: 1e-4 } },
};

/** Of tasks that runs solve, those that these do. */
const solvable = byLength(
  ['optimizers/diverge', 'batch-norm/lose'],
  shippedLessons.flatMap(({ id, tasks }) =>
    tasks.filter(({ check }) => ['trained', 'diverged', 'compared', 'measured'].includes(check.type)).map((task) => `${id}/${task.id}`),
  ),
);

describe('the tasks of the lessons', () => {
  let evidence: Evidence;
  beforeAll(async () => {
    for (const [name, spec] of Object.entries(byLength(quick, all))) {
      const file = join(place, `${name}.json`);
      writeFileSync(file, JSON.stringify({ ...spec, name }));
      await kasane('train', '--spec', file);
    }
    const nowhere = join(place, 'nowhere');
    evidence = await gatherEvidence({ runs, searches: nowhere, lab: nowhere, drawings: nowhere }, {});
  });

  it('are solved by runs as the hints say', async () => {
    expect(evidence.runs.map(({ spec }) => spec.name).toSorted()).toEqual(Object.keys(byLength(quick, all)).toSorted());
    for (const place of solvable) {
      const [lesson, id] = place.split('/');
      const check = shippedLessons.find((each) => each.id === lesson)?.tasks.find((each) => each.id === id)?.check;
      if (!check) throw new Error(`there is no ${place}`);
      // What is asked of a run is read off the run.
      const answers = check.type === 'measured' ? evidence.runs.map((run) => run[check.ask]) : [null];
      const found = answers.map((answer) => solve(check, evidence, answer)).find((each) => each !== null);
      expect(found?.runs?.length ?? 0, place).toBeGreaterThan(0);
    }
  });

  it('are proved by the checksum of the parameters, where there are any', async () => {
    for (const run of evidence.runs) {
      const { sha256, end } = await withChecksum(runs, run);
      expect(sha256 === null, run.spec.name).toBe(end === 'diverged');
    }
  });
});
