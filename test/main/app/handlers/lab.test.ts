/** The Lab without Electron: its workers answer by a script, what it keeps is on a real disk. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorkerTasks } from '@shared/contracts/processes';
import type { Events } from '@shared/contracts/requests';
import { afterAll, describe, expect, it } from 'vitest';
import { createLabHandlers } from '../../../../src/main/app/handlers/lab';
import { type Script, scriptedWorkers } from '../../../support/scripted-workers';

const place = mkdtempSync(join(tmpdir(), 'kasane-lab-handlers-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

type Part = WorkerTasks['labPart']['input'];
const done = { end: 'done', curve: [{ epoch: 1, iteration: 10, trainingAccuracy: 0.5, validationAccuracy: 0.5 }] };
const controls = { epochs: 1, learningRate: 0.01, seed: 1 };
const experiment = 'batch-norm';

let folders = 0;
function handled(script: Script) {
  const labFolder = join(place, String(folders++));
  const told: Events['lab'][] = [];
  const listeners = new Set<() => void>();
  const workers = scriptedWorkers(script);
  const { handlers, close } = createLabHandlers({
    ...{ labFolder, modelsFolder: '/models', launch: workers.launch, datasetFolder: () => '/data' },
    send(_name, content) {
      told.push(content as Events['lab']);
      for (const listener of listeners) listener();
    },
  });
  const until = (holds: (last: Events['lab']) => boolean) =>
    new Promise<Events['lab']>((resolve) => {
      const look = () => {
        const last = told.at(-1);
        if (!last || !holds(last)) return;
        listeners.delete(look);
        resolve(last);
      };
      listeners.add(look);
      look();
    });
  const parts = () => workers.told.flatMap(({ name, input }) => (name === 'labPart' ? [(input as Part).part] : []));
  return { handlers, close, told, until, parts, labFolder };
}

describe('an experiment', () => {
  it('is done part by part, kept, and known again for the same controls alone', async () => {
    const { handlers, until, parts } = handled(() => ({ answer: done }));
    await handlers.startExperiment({ experiment, controls });
    const last = await until(({ state }) => state.status === 'done');
    expect(last.state).toMatchObject({ share: 1, error: null });
    expect(new Set(parts()).size).toBe(32);
    const found = await handlers.labResults({ experiment, controls });
    expect(Object.keys(found?.results ?? {})).toHaveLength(32);
    expect(await handlers.labResults({ experiment, controls: { ...controls, seed: 2 } })).toBeNull();
    // Asked for again it is done anew.
    await handlers.startExperiment({ experiment, controls });
    await until(({ state }) => state.status === 'done');
    expect(parts()).toHaveLength(64);
  });

  it('that is stopped keeps what is done, and does the rest when it is begun again', async () => {
    let given = 0;
    const { handlers, until, parts, told } = handled(() => (++given <= 5 || given > 40 ? { answer: done } : 'works on'));
    await handlers.startExperiment({ experiment, controls });
    await expect(async () => handlers.startExperiment({ experiment, controls })).rejects.toThrow('an experiment is at work; stop it');
    await until(({ state }) => state.share >= 5 / 32);
    handlers.stopExperiment(undefined);
    expect(told.at(-1)).toMatchObject({ state: { status: 'stopped' }, reset: true });
    expect(Object.keys(told.at(-1)?.results ?? {})).toHaveLength(5);
    const before = parts();
    given = 40;
    await handlers.startExperiment({ experiment, controls });
    await until(({ state }) => state.status === 'done');
    const rest = parts().slice(before.length);
    expect(rest).toHaveLength(27);
    expect(rest.filter((part) => before.slice(0, 5).includes(part))).toEqual([]);
  });

  it('whose workers fail is told of, with what was done', async () => {
    const { handlers, until } = handled(() => 'ends');
    await handlers.startExperiment({ experiment, controls });
    const last = await until(({ state }) => state.status === 'failed');
    expect(last.state.error?.message).toMatch(/process ended|crash|exit/i);
    await handlers.startExperiment({ experiment, controls }); // and another may begin
    handlers.stopExperiment(undefined);
  });

  it('with controls out of their range is refused before anything is started', async () => {
    const { handlers, parts } = handled(() => ({ answer: done }));
    await expect(async () => handlers.startExperiment({ experiment, controls: { ...controls, epochs: 0 } })).rejects.toThrow(/epochs/);
    expect(parts()).toEqual([]);
  });

  it('is kept without workers where it is done in a moment, and only then', async () => {
    const { handlers, labFolder, parts } = handled(() => ({ answer: done }));
    await handlers.keepExperiment({ experiment: 'optimizer-race', controls: {} });
    expect(readdirSync(labFolder)).toEqual([expect.stringMatching(/^optimizer-race/)]);
    await expect(async () => handlers.keepExperiment({ experiment, controls })).rejects.toThrow('batch-norm: takes longer; run it');
    expect(parts()).toEqual([]);
  });
});
