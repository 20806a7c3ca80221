/** Both sides of the channel, tied together without a process between them. */
import type { FromChild, Simple, ToChild } from '@shared/contracts/channel';
import { KasaneError } from '@shared/kasane-error';
import { phrase } from '@shared/phrase';
import { describe, expect, it } from 'vitest';
import { Cancelled, type Launch, ProcessExit, startChild } from '../../../src/main/processes/child';
import { mapSliced, runSliced } from '../../../src/main/processes/run-sliced';
import { serve } from '../../../src/main/processes/serve';
import { playedProcesses } from '../../support/scripted-process';

type Pace = { measurePace: Simple<unknown, unknown> };

/** Serves the gauge's one request by `measure`, in this process. */
function tied(measure: Parameters<typeof serve<Pace>>[0]['measurePace']): Launch {
  return (_, { onMessage }) => {
    let receive: (message: ToChild) => void = () => undefined;
    serve<Pace>(
      { measurePace: measure },
      { send: (message: FromChild) => onMessage(structuredClone(message)), onMessage: (listener) => (receive = listener) },
    );
    return { pid: 1, post: (message) => receive(structuredClone(message)), kill: () => undefined };
  };
}

const input = {} as never;

describe('a request', () => {
  it('is answered by the function of its name', async () => {
    const child = startChild(
      tied(() => ({ imagesPerSecond: 7 })),
      'gauge',
    );
    expect(await child.request('measurePace', input)).toEqual({ imagesPerSecond: 7 });
  });

  it('rejects with the error of the other side, words, place and name', async () => {
    const child = startChild(
      tied(() => {
        throw new KasaneError(phrase`${3} is too large; give at most ${2}`, 'training.epochs');
      }),
      'gauge',
    );
    const error = await child.request('measurePace', input).catch((found) => found);
    expect(error).toMatchObject({ message: '3 is too large; give at most 2', path: 'training.epochs', phrase: { values: [3, 2] } });
  });

  it('tells its progress, and rejects as cancelled once it heard of it', async () => {
    const controller = new AbortController();
    const told: unknown[] = [];
    const launch: Launch = tied(async (_, { progress, signal }) => {
      function* steps(): Generator<number, void> {
        for (let step = 0; ; step++) yield step;
      }
      await runSliced(steps(), { signal, milliseconds: -1, last: (step) => progress(step as never) });
    });
    const asked = startChild(launch, 'gauge').request('measurePace', input, {
      signal: controller.signal,
      onProgress: (step: unknown) => {
        told.push(step);
        if (told.length === 3) controller.abort();
      },
    });
    await expect(asked).rejects.toBeInstanceOf(Cancelled);
    expect(told.slice(0, 3)).toEqual([0, 1, 2]);
  });

  it('that is cancelled before it is asked is not asked', async () => {
    const { launch, newest } = playedProcesses();
    const child = startChild(launch, 'gauge');
    await expect(child.request('measurePace', input, { signal: AbortSignal.abort() })).rejects.toBeInstanceOf(Cancelled);
    expect(newest().heard).toEqual([]);
  });

  it('that nobody serves is refused by name', async () => {
    const child = startChild(
      tied(() => null),
      'trainer',
    );
    await expect(child.request('pause', null)).rejects.toThrow('there is no request "pause"');
  });

  it('is rejected where its process ends, and every later one', async () => {
    const { launch, newest } = playedProcesses();
    const ends: (number | null)[] = [];
    const child = startChild(launch, 'inspector', (code) => ends.push(code));
    const [first, second] = [child.request('openRun', { folder: 'a' }), child.request('openRun', { folder: 'b' })];
    newest().exits(139);
    await expect(first).rejects.toThrow('the inspector stopped unexpectedly (code 139); try again');
    await expect(second).rejects.toBeInstanceOf(ProcessExit);
    await expect(child.request('openRun', { folder: 'c' })).rejects.toBeInstanceOf(ProcessExit);
    newest().exits(0);
    expect(ends).toEqual([139]);
  });
});

describe('work in slices', () => {
  it('gives what its steps come to, every step told, other work in between', async () => {
    function* steps(): Generator<number, string> {
      yield 1;
      yield 2;
      return 'done';
    }
    const told: (number | string)[] = [];
    setImmediate(() => told.push('other'));
    const work = runSliced(steps(), { milliseconds: -1, each: (step) => told.push(step), between: () => void told.push('between') });
    expect(await work).toBe('done');
    expect(told).toEqual([1, 'other', 'between', 2, 'between']);
  });

  it('throws the reason of its signal, and what a step throws', async () => {
    function* endless(): Generator<void, never> {
      for (;;) yield;
    }
    const reason = new Cancelled();
    await expect(runSliced(endless(), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const fails = mapSliced([1, 2], (item) => {
      if (item === 2) throw new Error('two');
      return item;
    });
    await expect(fails).rejects.toThrow('two');
  });
});
