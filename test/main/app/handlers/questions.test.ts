/** How main relays the page's questions, the inspector played by the test. */
import { questions } from '@shared/contracts/questions';
import { describe, expect, it } from 'vitest';
import { createQuestions } from '../../../../src/main/app/handlers/questions';
import { createInspector } from '../../../../src/main/app/inspector';
import { Cancelled } from '../../../../src/main/processes/child';
import { playedProcesses } from '../../../support/scripted-process';
import { settled } from '../../../support/settled';

const folders = { runs: '/runs', searches: '/searches', models: '/models', drawings: '/drawings', dataset: '/data' };

function relaying() {
  const processes = playedProcesses();
  const told: (readonly [string, number])[] = [];
  let time = 0;
  const { handlers, cancel } = createQuestions({
    inspector: createInspector(processes.launch),
    surroundings: () => ({ folders, threads: 2, activeSearch: null }),
    imported: () => null,
    versionOf: async (folder) => `version of ${folder}`,
    onProgress: (job, share) => told.push([job, share]),
    now: () => time,
  });
  return { handlers, cancel, processes, told, advance: (by: number) => (time += by) };
}

const set = { model: 'run:a', set: 'test', of: null, others: ['model:accurate-cnn'], rule: 'mean' } as const;

describe('a question', () => {
  it('names its models wherever they stand in it', () => {
    expect(questions.evaluateSet.models({ ...set, of: 'run:b' })).toEqual(['run:a', 'run:b', 'model:accurate-cnn']);
    expect(questions.predict.models({ models: ['run:a', 'imported'], images: new Uint8Array() })).toEqual(['run:a', 'imported']);
    expect(questions.listRuns.models({})).toEqual([]);
  });

  it('goes to the inspector with the folders of its models, and comes back with its answer', async () => {
    const { handlers, processes } = relaying();
    const asked = handlers.evaluateSet({ ...set, others: [...set.others] });
    await settled();
    const { id, input } = processes.newest().request('evaluateSet');
    expect(input).toMatchObject({
      question: { model: 'run:a', others: ['model:accurate-cnn'] },
      surroundings: {
        threads: 2,
        models: {
          'run:a': { key: 'run:a version of /runs/a', source: { kind: 'run', folder: '/runs/a' } },
          'model:accurate-cnn': { source: { kind: 'shipped', folder: '/models/accurate-cnn' } },
        },
      },
    });
    processes.newest().says({ type: 'answer', id, answer: { count: 1 } });
    expect(await asked).toEqual({ count: 1 });
  });

  it('about a version that has passed goes to the inspector as such, one of now as itself', async () => {
    const { handlers, processes } = relaying();
    const versions = { 'run:a': 'run:a as it was', 'run:b': 'run:b version of /runs/b' };
    void handlers.predict({ models: ['run:a', 'run:b'], images: new Uint8Array(), versions }).catch(() => undefined);
    await settled();
    const { input } = processes.newest().request('predict');
    expect(input).toEqual({
      question: { models: ['run:a', 'run:b'], images: new Uint8Array() },
      surroundings: expect.objectContaining({
        models: {
          'run:a': { id: 'run:a', key: 'run:a as it was', isPast: true, source: { kind: 'run', folder: '/runs/a' } },
          'run:b': { id: 'run:b', key: 'run:b version of /runs/b', source: { kind: 'run', folder: '/runs/b' } },
        },
      }),
    });
  });

  it.each(['run:../a', 'model:.', 'run:', 'imported', 'other'])(
    'leaves %s to be refused by the inspector, and leads nowhere',
    async (model) => {
      const { handlers, processes } = relaying();
      void handlers.predict({ models: [model], images: new Uint8Array() }).catch(() => undefined);
      await settled();
      expect(processes.newest().request('predict').input).toMatchObject({ question: { models: [model] }, surroundings: { models: {} } });
    },
  );

  it('tells the progress of its job, not too often, and is cancelled by the next of its name', async () => {
    const { handlers, processes, told, advance } = relaying();
    const first = handlers.embed({ model: 'run:a', set: 'test', of: null, job: 'map' });
    await settled();
    const { id } = processes.newest().request('embed');
    for (const progress of [0.1, 0.2, 0.3]) {
      processes.newest().says({ type: 'progress', id, progress });
      advance(30);
    }
    expect(told).toEqual([
      ['map', 0.1],
      ['map', 0.3],
    ]);
    const second = handlers.embed({ model: 'run:b', set: 'test', of: null, job: 'map' });
    second.catch(() => undefined);
    await settled();
    expect(processes.newest().heard).toContainEqual({ type: 'cancel', id });
    processes.newest().says({ type: 'cancelled', id });
    await expect(first).rejects.toBeInstanceOf(Cancelled);
  });

  it('of an inspector that crashed is asked of a new one', async () => {
    const { handlers, processes } = relaying();
    const lost = handlers.listRuns({});
    await settled();
    processes.newest().exits(9);
    await expect(lost).rejects.toThrow('the inspector stopped unexpectedly (code 9); try again');
    void handlers.listRuns({}).catch(() => undefined);
    await settled();
    expect(processes.started).toHaveLength(2);
  });
});
