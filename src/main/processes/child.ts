/** The parent's side of the channel: a process that was started, its requests as promises. */
import type { Api, FromChild, ToChild } from '@shared/contracts/channel';
import type { ProcessApis, ProcessName } from '@shared/contracts/processes';
import { errorFrom, KasaneError } from '@shared/kasane-error';
import { type Phrase, phrase } from '@shared/phrase';

/** A process as it was launched. */
export interface RunningProcess {
  readonly pid: number | undefined;
  post(message: ToChild): void;
  kill(): void;
}

export interface ProcessEvents {
  onMessage(message: FromChild): void;
  onExit(code: number | null): void;
}

/** Starts the process of that name. The studio and the command line have one each; tests have scripts. */
export type Launch = (name: ProcessName, events: ProcessEvents) => RunningProcess;

const names: Readonly<Record<ProcessName, Phrase>> = {
  trainer: phrase`trainer`,
  inspector: phrase`inspector`,
  gauge: phrase`gauge`,
  worker: phrase`worker`,
};

/** The process ended before it answered. */
export class ProcessExit extends KasaneError {
  override name = 'ProcessExit';
  constructor(
    process: ProcessName,
    readonly code: number | null,
  ) {
    super(phrase`the ${names[process]} stopped unexpectedly (code ${code ?? 'none'}); try again`);
  }
}

/** Whoever asked cancelled the request. */
export class Cancelled extends Error {
  override name = 'Cancelled';
}

export interface RequestOptions<Progress> {
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal | undefined;
}

interface Pending {
  readonly onProgress?: (progress: unknown) => void;
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

export interface Child<Requests extends Api> {
  readonly pid: number | undefined;
  /** Rejects with the error of the other side, with Cancelled, or with ProcessExit. */
  request<Name extends keyof Requests & string>(
    name: Name,
    input: Requests[Name]['input'],
    options?: RequestOptions<Requests[Name]['progress']>,
  ): Promise<Requests[Name]['answer']>;
  /** Ends it at once; what it had not answered is rejected. */
  kill(): void;
}

/** `onExit` is called once, however it ended. */
export function startChild<Name extends ProcessName>(
  launch: Launch,
  name: Name,
  onExit: (code: number | null) => void = () => undefined,
): Child<ProcessApis[Name]> {
  const pending = new Map<number, Pending>();
  let lastId = 0;
  let ended = false;

  function end(code: number | null): void {
    if (ended) return;
    ended = true;
    for (const { reject } of [...pending.values()]) reject(new ProcessExit(name, code));
    pending.clear();
    onExit(code);
  }

  const process = launch(name, {
    onMessage(message) {
      const waiting = pending.get(message.id);
      if (!waiting) return;
      if (message.type === 'progress') {
        waiting.onProgress?.(message.progress);
        return;
      }
      pending.delete(message.id);
      if (message.type === 'answer') waiting.resolve(message.answer);
      else waiting.reject(message.type === 'cancelled' ? new Cancelled() : errorFrom(message.error));
    },
    onExit: end,
  });

  return {
    get pid() {
      return process.pid;
    },
    request(request, input, { onProgress, signal } = {}) {
      if (ended) return Promise.reject(new ProcessExit(name, null));
      if (signal?.aborted) return Promise.reject(new Cancelled());
      const id = ++lastId;
      const cancel = () => process.post({ type: 'cancel', id });
      signal?.addEventListener('abort', cancel, { once: true });
      return new Promise<never>((resolve, reject) => {
        const settled = () => signal?.removeEventListener('abort', cancel);
        pending.set(id, {
          ...(onProgress && { onProgress: onProgress as (progress: unknown) => void }),
          resolve(answer) {
            settled();
            resolve(answer as never);
          },
          reject(error) {
            settled();
            reject(error);
          },
        });
        process.post({ type: 'request', id, name: request, input });
      });
    },
    kill() {
      process.kill();
      end(null);
    },
  };
}
