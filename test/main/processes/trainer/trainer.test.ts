/** The trainer's requests, called as functions. */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TrainerReport } from '@shared/contracts/processes';
import { presetSpec } from '@shared/spec/presets';
import { afterAll, expect, it } from 'vitest';
import { createTrainer } from '../../../../src/main/processes/trainer/trainer';
import { writeSmallMnist } from '../../../support/digits';

const folder = mkdtempSync(join(tmpdir(), 'kasane-trainer-'));
const runsFolder = join(folder, 'runs');
mkdirSync(runsFolder);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const preset = presetSpec('two-layer');
const job = {
  kind: 'new',
  spec: {
    ...preset,
    data: { ...preset.data, limit: 500, validation: 100 },
    training: { ...preset.training, duration: { unit: 'iterations', count: 5_000 } },
  },
  ...{ runsFolder, datasetFolder: writeSmallMnist(join(folder, 'data'), 500, 100), drawingsFolder: join(folder, 'drawings') },
  ...{ threads: 1, parameters: null },
} as const;

it('of a paused run a checkpoint that could not be written is written when it is requested', async () => {
  const trainer = createTrainer();
  const context = (progress: (report: TrainerReport) => void) => ({ progress, signal: new AbortController().signal });
  const quiet = context(() => undefined) as never;
  let run = '';
  let pauses: () => void = () => undefined;
  const paused = new Promise<void>((resolve) => {
    pauses = resolve;
  });
  const report = (each: TrainerReport) => {
    if (each.type === 'paused') pauses();
    if (each.type !== 'started') return;
    run = each.folder;
    // Nothing can be written there.
    renameSync(join(run, 'checkpoints'), join(run, 'aside'));
    writeFileSync(join(run, 'checkpoints'), '');
  };
  const ended = trainer.train(job, context(report));
  trainer.pause(null, quiet);
  await paused;
  await expect(trainer.checkpoint(null, quiet)).rejects.toThrow('cannot be written');
  rmSync(join(run, 'checkpoints'));
  renameSync(join(run, 'aside'), join(run, 'checkpoints'));
  const iteration = await trainer.checkpoint(null, quiet);
  expect(iteration).toBeGreaterThan(0);
  expect(existsSync(join(run, 'checkpoints', `${String(iteration).padStart(8, '0')}.safetensors`))).toBe(true);
  trainer.stop(null, quiet);
  expect(await ended).toMatchObject({ reason: 'stopped', kept: true, iteration });
});

it('a checkpoint that is requested while that of a pause is being written is answered', async () => {
  const trainer = createTrainer();
  const quiet = { progress: () => undefined, signal: new AbortController().signal } as never;
  let asked: Promise<number> | null = null;
  let pauses: () => void = () => undefined;
  const paused = new Promise<void>((resolve) => {
    pauses = resolve;
  });
  const progress = (each: TrainerReport) => {
    if (each.type === 'checkpointed' && each.iteration > 0) asked ??= Promise.resolve(trainer.checkpoint(null, quiet));
    if (each.type === 'paused') pauses();
  };
  const ended = trainer.train(job, { progress, signal: new AbortController().signal });
  trainer.pause(null, quiet);
  await paused;
  expect(await asked).toBeGreaterThan(0);
  trainer.stop(null, quiet);
  await ended;
});
