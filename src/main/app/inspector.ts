/** Asks the inspector process, which is started when it is first needed and again after a crash. */

import { join } from 'node:path';
import type { FromInspector, InspectorTask, InspectorTasks, ToInspector } from '@shared/contracts/inspector-messages';
import { errorFrom, KasaneError } from '@shared/kasane-error';
import { phrase } from '@shared/phrase';
import { type UtilityProcess, utilityProcess } from 'electron';

interface Pending {
  resolve(answer: unknown): void;
  reject(error: Error): void;
  onProgress?(share: number): void;
}

/** A long task that somebody follows by a name; another of that name takes its place. */
export interface Job {
  readonly name: string;
  onProgress(share: number): void;
}

export function createInspector() {
  let child: UtilityProcess | null = null;
  let lastId = 0;
  const pending = new Map<number, Pending>();
  /** The newest task of each job. */
  const jobs = new Map<string, number>();

  function start(): UtilityProcess {
    const inspector = utilityProcess.fork(join(import.meta.dirname, 'inspector.js'), [], { serviceName: 'Kasane inspector' });
    inspector.on('message', (message: FromInspector) => {
      const waiting = pending.get(message.id);
      if ('progress' in message) {
        waiting?.onProgress?.(message.progress);
        return;
      }
      pending.delete(message.id);
      if (message.reply.ok) waiting?.resolve(message.reply.answer);
      else waiting?.reject(errorFrom(message.reply.error));
    });
    inspector.on('exit', (code) => {
      if (child === inspector) child = null;
      for (const { reject } of pending.values())
        reject(new KasaneError(phrase`the inspector stopped unexpectedly (code ${code}); try again`));
      pending.clear();
    });
    return inspector;
  }

  function post<Task extends InspectorTask>(
    task: Task,
    input: InspectorTasks[Task]['input'],
    onProgress?: (share: number) => void,
  ): { readonly id: number; readonly answer: Promise<InspectorTasks[Task]['answer'] | null> } {
    child ??= start();
    const id = ++lastId;
    child.postMessage({ id, task, input } as ToInspector);
    const answer = new Promise<InspectorTasks[Task]['answer'] | null>((resolve, reject) => {
      pending.set(id, {
        resolve: (found) => resolve(found as InspectorTasks[Task]['answer'] | null),
        reject,
        ...(onProgress && { onProgress }),
      });
    });
    return { id, answer };
  }

  function cancel(job: string): void {
    const id = jobs.get(job);
    jobs.delete(job);
    if (id !== undefined && pending.has(id)) child?.postMessage({ id, task: 'cancel' } satisfies ToInspector);
  }

  return {
    ask: <Task extends InspectorTask>(task: Task, input: InspectorTasks[Task]['input']) =>
      post(task, input).answer as Promise<InspectorTasks[Task]['answer']>,
    /** Gives null where it was called off. */
    askAtLength<Task extends InspectorTask>(task: Task, input: InspectorTasks[Task]['input'], { name, onProgress }: Job) {
      cancel(name);
      const { id, answer } = post(task, input, onProgress);
      jobs.set(name, id);
      return answer;
    },
    cancel,
    kill: () => void child?.kill(),
  };
}

export type Inspector = ReturnType<typeof createInspector>;
