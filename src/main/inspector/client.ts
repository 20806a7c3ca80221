/** Asks the inspector process, which is started when it is first needed and again after a crash. */

import { join } from 'node:path';
import type { FromInspector, InspectorTask, InspectorTasks, ToInspector } from '@shared/ipc/inspector-messages';
import { errorFrom, KasaneError } from '@shared/kasane-error';
import { phrase } from '@shared/phrase';
import { type UtilityProcess, utilityProcess } from 'electron';

interface Pending {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

export function createInspector() {
  let child: UtilityProcess | null = null;
  let lastId = 0;
  const pending = new Map<number, Pending>();

  function start(): UtilityProcess {
    const inspector = utilityProcess.fork(join(import.meta.dirname, 'inspector.js'), [], { serviceName: 'Kasane inspector' });
    inspector.on('message', ({ id, reply }: FromInspector) => {
      const waiting = pending.get(id);
      pending.delete(id);
      if (reply.ok) waiting?.resolve(reply.answer);
      else waiting?.reject(errorFrom(reply.error));
    });
    inspector.on('exit', (code) => {
      if (child === inspector) child = null;
      for (const { reject } of pending.values())
        reject(new KasaneError(phrase`the inspector stopped unexpectedly (code ${code}); try again`));
      pending.clear();
    });
    return inspector;
  }

  return {
    ask<Task extends InspectorTask>(task: Task, input: InspectorTasks[Task]['input']): Promise<InspectorTasks[Task]['answer']> {
      child ??= start();
      const id = ++lastId;
      child.postMessage({ id, task, input } as ToInspector);
      return new Promise((resolve, reject) => {
        pending.set(id, { resolve: (answer) => resolve(answer as InspectorTasks[Task]['answer']), reject });
      });
    },
    kill: () => void child?.kill(),
  };
}

export type Inspector = ReturnType<typeof createInspector>;
