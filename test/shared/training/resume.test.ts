/**
 * A session that goes on from a checkpoint, and one that never stopped, end in the same state bit for bit: parameters,
 * running statistics, optimizer state, validation record and best parameters.
 */
import { engine } from '@shared/kernels/engines';
import { optimizerKinds } from '@shared/nn/optimizers';
import { parseRunSpec } from '@shared/spec/parse-run-spec';
import type { Checkpoint } from '@shared/training/checkpoint';
import { complete } from '@shared/training/evaluation';
import { TrainingSession } from '@shared/training/session';
import { soloTeam } from '@shared/training/team';
import { expect, it } from 'vitest';
import { stripesDataset } from '../../support/digits';

const dataset = stripesDataset();

/** 160 training images in 4 batches an epoch, the last one partial; everything that carries state is in it. */
const spec = (optimizer: string) =>
  parseRunSpec({
    version: 1,
    name: 'Resumed',
    data: { validation: 40 },
    network: {
      input: [12, 7, 1],
      layers: [
        { type: 'conv2d', filters: 8 },
        { type: 'batch-norm' },
        { type: 'relu' },
        { type: 'conv2d', filters: 8 },
        { type: 'max-pool' },
        { type: 'affine', units: 16, weights: { type: 'he' } },
        { type: 'dropout' },
        { type: 'affine', units: 10 },
      ],
    },
    optimizer: { type: optimizer, weightDecay: 0.01 },
    schedule: { type: 'cosine' },
    training: { batchSize: 50, duration: { unit: 'epochs', count: 4 }, patience: 3, keep: 'best', clipNorm: 1 },
  });

function session(optimizer: string, resume?: Checkpoint) {
  return new TrainingSession({ spec: spec(optimizer), dataset, createTeam: soloTeam(engine.create), resume });
}

function checkpointAt(optimizer: string, iteration: number): Checkpoint {
  const stopped = session(optimizer);
  for (const event of stopped.events()) if (event.type === 'iteration' && event.iteration === iteration) break;
  return stopped.checkpoint();
}

// The first iteration, the end of an epoch that is not yet validated, the middle of another.
it.each(optimizerKinds.flatMap(({ type }) => [1, 4, 7].map((iteration) => [type, iteration] as const)))(
  '%s resumed at iteration %i ends as if it had never stopped',
  (optimizer, iteration) => {
    const whole = session(optimizer);
    complete(whole.events());
    const resumed = session(optimizer, checkpointAt(optimizer, iteration));
    complete(resumed.events());
    expect(resumed.checkpoint()).toEqual(whole.checkpoint());
  },
);
