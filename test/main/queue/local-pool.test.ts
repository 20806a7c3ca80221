/** The pool that shares tasks out among worker processes. */
import { describe, expect, it } from 'vitest';
import type { Launch, ProcessEvents } from '../../../src/main/processes/child';
import { createPool, PoolClosed, WorkerCrash } from '../../../src/main/queue/local-pool';
import { scriptedWorkers } from '../../support/scripted-workers';

const input = { datasetFolder: '', modelFolder: '', experiment: '', controls: {}, part: '' };

describe('a pool', () => {
  it('gives every task to one worker, and starts no more than its size', async () => {
    const workers = scriptedWorkers((task) => ({ answer: 'part' in task && task.part }));
    const pool = createPool(2, workers.launch);
    const parts = ['a', 'b', 'c', 'd', 'e'];
    const begun: string[] = [];
    const answers = await Promise.all(parts.map((part) => pool.run('labPart', { ...input, part }, { onStart: () => begun.push(part) })));
    expect(answers).toEqual(parts);
    expect(begun).toEqual(parts);
    expect(workers.started()).toBe(2);
    pool.close();
  });

  it('begins a task again whose process ended, and gives it up the third time', async () => {
    let tries = 0;
    const workers = scriptedWorkers(() => (++tries < 3 ? 'ends' : { answer: 'done' }));
    const pool = createPool(1, workers.launch);
    expect(await pool.run('labPart', input)).toBe('done');
    tries = Number.NEGATIVE_INFINITY;
    await expect(pool.run('labPart', input)).rejects.toBeInstanceOf(WorkerCrash);
    pool.close();
  });

  it('tells workers to hold, also those that it starts while it is held', async () => {
    const workers = scriptedWorkers(() => 'works on');
    const pool = createPool(1, workers.launch);
    pool.pause();
    pool.run('labPart', input).catch(() => undefined);
    expect(workers.told.map(({ name }) => name)).toEqual(['hold', 'labPart']);
    pool.resume();
    expect(workers.told.at(-1)).toMatchObject({ name: 'hold', input: false });
    pool.close();
  });

  it('that is closed answers nothing any more and starts nobody', async () => {
    const workers = scriptedWorkers(() => 'works on');
    const pool = createPool(1, workers.launch);
    const [working, waiting] = [pool.run('labPart', input), pool.run('labPart', input)];
    pool.close();
    await expect(working).rejects.toBeInstanceOf(PoolClosed);
    await expect(waiting).rejects.toBeInstanceOf(PoolClosed);
    await expect(pool.run('labPart', input)).rejects.toBeInstanceOf(PoolClosed);
    expect(workers.started()).toBe(1);
  });

  it('that is closed no longer hears what a worker still had to say', async () => {
    const events: ProcessEvents[] = [];
    const launch: Launch = (_, each) => {
      events.push(each);
      return { pid: 1, post: () => undefined, kill: () => undefined };
    };
    const pool = createPool(1, launch);
    const told: unknown[] = [];
    const work = pool.run('labPart', input, { onProgress: ({ share }) => told.push(share) });
    events[0]?.onMessage({ type: 'progress', id: 1, progress: { share: 0.1 } });
    pool.close();
    await expect(work).rejects.toBeInstanceOf(PoolClosed);
    events[0]?.onMessage({ type: 'progress', id: 1, progress: { share: 0.2 } });
    expect(told).toEqual([0.1]);
  });
});
