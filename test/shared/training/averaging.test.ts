/** Averages of the parameters: against NumPy, in validation, kept, and gone on with from the middle. */
import { engine } from '@shared/kernels/engines';
import type { KindSpec } from '@shared/kind';
import { AVERAGE } from '@shared/nn/plan';
import { parseRunSpec } from '@shared/spec/parse-run-spec';
import type { RunSpec } from '@shared/spec/run-spec';
import type { Checkpoint } from '@shared/training/checkpoint';
import { parseCheckpoint, serializeCheckpoint } from '@shared/training/checkpoint-file';
import { complete } from '@shared/training/evaluation';
import type { TrainingEvent } from '@shared/training/events';
import { TrainingSession } from '@shared/training/session';
import { soloTeam } from '@shared/training/team';
import { describe, expect, it } from 'vitest';
import { stripesDataset } from '../../support/digits';
import { pythonWith, runPython } from '../../support/python';

const dataset = stripesDataset();

const ema: KindSpec = { type: 'ema', decay: 0.8 };
const swa: KindSpec = { type: 'swa', from: 3, learningRate: 0.2 };

/** 160 training images in 4 batches an epoch, the last one partial. */
const spec = (averaging: KindSpec, training: Partial<RunSpec['training']> = {}) =>
  parseRunSpec({
    version: 1,
    name: 'Averaged',
    data: { validation: 40 },
    network: {
      input: [12, 7, 1],
      layers: [
        { type: 'batch-norm' },
        { type: 'conv2d', filters: 8 },
        { type: 'batch-norm' },
        { type: 'relu' },
        { type: 'affine', units: 10, weights: { type: 'he' } },
      ],
    },
    optimizer: { type: 'momentum', learningRate: 0.05 },
    schedule: { type: 'cosine' },
    training: { batchSize: 50, duration: { unit: 'epochs', count: 6 }, averaging, ...training },
  });

const session = (given: RunSpec, resume?: Checkpoint) =>
  new TrainingSession({ spec: given, dataset, createTeam: soloTeam(engine.create), resume });

const averageOf = ({ states }: Checkpoint, name: string) => states.find((each) => each.name === `${name}.${AVERAGE}`)?.values;

const namesOf = (events: readonly TrainingEvent[]) =>
  events.flatMap((event) => (event.type === 'evaluated' || event.type === 'averaged' ? [`${event.type} ${event.iteration}`] : []));

/** Of parameters θ[t], one a line, the averages after the last; the formulas of the kinds, in double precision. */
const averages = `
import json, sys
import numpy as np
thetas = np.array(json.loads(sys.stdin.read()), dtype=np.float64)
ema = thetas[0]
for t, theta in enumerate(thetas[1:], start=2):
    d = min(0.8, (t - 1) / (t + 8))
    ema = d * ema + (1 - d) * theta
epochs = thetas[3::4]
swa = epochs[2:].mean(axis=0)
print(json.dumps({"ema": ema.tolist(), "swa": swa.tolist()}))
`;

describe('an average of the parameters', () => {
  const python = pythonWith('numpy');
  it.runIf(python !== null).each([ema, swa])('is NumPy’s: $type', async (averaging) => {
    const training = session(spec(averaging));
    const thetas: number[][] = [];
    for (const event of training.events()) {
      if (event.type === 'iteration') thetas.push([...(training.parameters().find(({ name }) => name === 'W2')?.values ?? [])]);
    }
    expect(thetas).toHaveLength(24);
    const found = averageOf(training.checkpoint(), 'W2') ?? new Float32Array();
    const wanted = ((await runPython(python as string, averages, [], JSON.stringify(thetas))) as Record<string, number[]>)[averaging.type];
    expect(found).toHaveLength(72);
    expect([...found].map((value, index) => Math.abs(value - (wanted?.[index] ?? Number.NaN)) < 1e-6)).not.toContain(false);
  });

  it('is validated beside the last parameters, from when there is one', () => {
    const each = [4, 8, 12, 16, 20, 24].flatMap((iteration) => [`evaluated ${iteration}`, `averaged ${iteration}`]);
    const atEnd = ['evaluated 24', 'evaluated 24'];
    expect(namesOf([...session(spec(ema)).events()])).toEqual([...each, ...atEnd]);
    expect(namesOf([...session(spec(swa)).events()])).toEqual([...each.filter((name) => !/^averaged [48]$/.test(name)), ...atEnd]);
    expect(namesOf([...session(spec({ type: 'none' })).events()])).toEqual([
      ...each.filter((name) => name.startsWith('evaluated')),
      ...atEnd,
    ]);
  });

  it('lets the last parameters be looked at while it stands in their place', () => {
    const training = session(spec(ema));
    let before = '';
    for (const event of training.events()) {
      if (before === 'evaluated' && event.type === 'evaluating') break;
      before = event.type;
    }
    expect(training.lastParameters()).toEqual(training.checkpoint().parameters);
    expect(training.parameters()).not.toEqual(training.lastParameters());
  });

  it('changes nothing of the training beside it', () => {
    const [plain, averaged] = [session(spec({ type: 'none' })), session(spec(ema))];
    complete(plain.events());
    complete(averaged.events());
    expect(averaged.parameters()).toEqual(plain.parameters());
  });

  it('trains at its own learning rate while SWA lasts', () => {
    const rates = [...session(spec(swa)).events()].flatMap((event) => (event.type === 'iteration' ? [event.learningRate] : []));
    expect(new Set(rates.slice(8))).toEqual(new Set([0.2]));
    expect(new Set(rates.slice(0, 8)).size).toBe(8);
  });

  it('has running statistics of its own, means over training images', () => {
    const training = session(spec(ema, { keep: 'averaged', batchSize: 40 }));
    complete(training.events());
    const mean = training.parameters().find(({ name }) => name === 'mean1')?.values[0];
    // Of the first layer these are of the images themselves, of which 160 are trained on and each comes once.
    const { pixels } = training.watched.images;
    const all = [...dataset.training.pixels].reduce((sum, byte) => sum + byte, 0) - [...pixels].reduce((sum, byte) => sum + byte, 0);
    expect(mean).toBeCloseTo(all / 255 / (160 * 84), 5);
  });

  it('is what a run ends with where it is kept, and what early stopping goes by', () => {
    const training = session(spec(ema, { keep: 'averaged', patience: 2 }));
    const events = [...training.events()];
    const validated = events.flatMap((event) => (event.type === 'averaged' ? [event.evaluation.accuracy] : []));
    const kept = training.parameters();
    const { parameters, validation } = training.checkpoint();
    expect(kept.find(({ name }) => name === 'W2')?.values).toEqual(averageOf(training.checkpoint(), 'W2'));
    expect(parameters.find(({ name }) => name === 'W2')?.values).not.toEqual(kept.find(({ name }) => name === 'W2')?.values);
    expect(validation.best?.accuracy).toBe(Math.max(...validated));
  });

  const stops = [
    ['in the middle of an epoch', (event: TrainingEvent) => event.type === 'iteration' && event.iteration === 14],
    ['before its validation', (event: TrainingEvent) => event.type === 'iteration' && event.iteration === 16],
    // The average stands in the place of the parameters then.
    ['while the average is evaluated', (event: TrainingEvent, before: string) => before === 'evaluated' && event.type === 'evaluating'],
  ] as const;
  const cases = [ema, swa].flatMap((averaging) => stops.map(([name, stop]) => [averaging.type, name, averaging, stop] as const));
  it.each(cases)('%s gone on with %s ends as if it had never stopped', (_type, _name, averaging, stop) => {
    const given = spec(averaging, { keep: 'averaged' });
    const whole = session(given);
    complete(whole.events());
    const stopped = session(given);
    let before = '';
    for (const event of stopped.events()) {
      if (stopped.iteration >= 14 && stop(event, before)) break;
      before = event.type;
    }
    expect(stopped.iteration).toBeLessThan(24);
    const resumed = session(given, parseCheckpoint(serializeCheckpoint(stopped.checkpoint()), 'its checkpoint'));
    complete(resumed.events());
    expect(resumed.checkpoint()).toEqual(whole.checkpoint());
    expect(resumed.parameters()).toEqual(whole.parameters());
  });

  it('is refused where it never begins, and where it is to be kept and is none', () => {
    const refused = (given: RunSpec) => {
      try {
        session(given);
        return 'nothing';
      } catch (error) {
        return String(error);
      }
    };
    expect(refused(spec({ ...swa, from: 7 }))).toMatch(/averaging\.from: .*use at most 6/);
    expect(refused(spec({ type: 'none' }, { keep: 'averaged' }))).toMatch(/training\.keep: .*choose one/);
  });
});
