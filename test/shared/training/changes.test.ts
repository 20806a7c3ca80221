/** A run whose settings were changed while it trained ends in the same state as one that was resumed, before or after that. */
import { engine } from '@shared/kernels/engines';
import type { SpecChange } from '@shared/spec/changes';
import { parseRunSpec } from '@shared/spec/parse-run-spec';
import { withTraining } from '@shared/spec/problem';
import type { Checkpoint } from '@shared/training/checkpoint';
import { complete } from '@shared/training/evaluation';
import { TrainingSession } from '@shared/training/session';
import { soloTeam } from '@shared/training/team';
import { expect, it } from 'vitest';
import { stripesDataset } from '../../support/digits';

const dataset = stripesDataset();
const CHANGE_AT = 6;

const spec = parseRunSpec({
  version: 1,
  name: 'Changed',
  data: { validation: 40 },
  network: {
    input: [12, 7, 1],
    layers: [
      { type: 'conv2d', filters: 8 },
      { type: 'batch-norm' },
      { type: 'relu' },
      { type: 'dropout', ratio: 0.2 },
      { type: 'affine', units: 10 },
    ],
  },
  optimizer: { type: 'adam', learningRate: 0.01 },
  training: { batchSize: 50, duration: { unit: 'epochs', count: 3 }, patience: 10 },
});
const changed = withTraining(
  {
    ...spec,
    optimizer: { ...spec.optimizer, learningRate: 0.002 },
    network: { ...spec.network, layers: spec.network.layers.with(3, { type: 'dropout', ratio: 0.5 }) },
  },
  { clipNorm: 1, duration: { unit: 'epochs', count: 4 } },
);

const session = (resume?: Checkpoint, changes: readonly SpecChange[] = []) =>
  new TrainingSession({ spec, dataset, createTeam: soloTeam(engine.create), resume, changes });

/** Trains until an iteration, changes the settings there, and gives the session with its events. */
function changedInFlight() {
  const run = session();
  const events = run.events();
  for (const event of events) {
    if (event.type === 'iteration' && event.iteration === CHANGE_AT) break;
  }
  return { run, change: run.requestChange(changed) };
}

/** A generator is closed by the loop that leaves it; what follows is pulled from another one. */
function resumeIt(run: TrainingSession) {
  const told: [number, number][] = [];
  const rates = new Map<number, number>();
  for (const event of run.events()) {
    if (event.type === 'changed') told.push([event.iteration, event.iterations]);
    if (event.type === 'iteration') rates.set(event.iteration, event.learningRate);
  }
  return { told, rates };
}

it('goes on by the changed settings from the next iteration on', () => {
  const { run } = changedInFlight();
  const { told, rates } = resumeIt(run);
  expect(told).toEqual([[CHANGE_AT, 16]]);
  expect([...rates.keys()][0]).toBe(CHANGE_AT + 1);
  expect(new Set(rates.values())).toEqual(new Set([0.002]));
  expect(run.iteration).toBe(16);
});

it.each([2, CHANGE_AT, 9])('resumed at iteration %i ends in the same state', (at) => {
  const { run, change } = changedInFlight();
  resumeIt(run);
  const stopped = session(undefined, [change]);
  for (const event of stopped.events()) if (event.type === 'iteration' && event.iteration === at) break;
  const resumed = session(stopped.checkpoint(), [change]);
  complete(resumed.events());
  expect(resumed.checkpoint()).toEqual(run.checkpoint());
});

it('refuses what would change shapes, and trains on as before', () => {
  const run = session();
  expect(() => run.requestChange({ ...spec, seed: 9 })).toThrow('seed: cannot be changed while a run trains');
  complete(run.events());
  expect(run.iteration).toBe(12);
});

it('refuses to end before where it is, and settings that the data do not allow', () => {
  const { run } = changedInFlight();
  const shorter = withTraining(changed, { duration: { unit: 'epochs', count: 1 } });
  expect(() => run.requestChange(shorter)).toThrow('training.duration.count: 4 iterations are done already; give more than 6');
});

it('keeps the best parameters only while it is to, and of epochs since then', () => {
  const best = (keep: 'best' | 'last') => withTraining(changed, { keep });
  const toBest = changedInFlight().run;
  toBest.requestChange(best('best'));
  complete(toBest.events());
  expect(toBest.checkpoint().best).not.toBeNull();
  const toLast = session(undefined, [
    { iteration: 0, spec: best('best') },
    { iteration: CHANGE_AT, spec: best('last') },
  ]);
  complete(toLast.events());
  expect(toLast.checkpoint().best).toBeNull();
});
