/** The inspector process: what has to be computed or parsed on request, away from the main process. Never trains. */
import type { FromInspector, ToInspector } from '@shared/contracts/inspector-messages';
import { errorData } from '@shared/kasane-error';
import { Cancelled, type TaskContext } from './progress';
import { tasks } from './questions';

const port = process.parentPort;
const send = (message: FromInspector) => port.postMessage(message);
/** Tasks at work that were called off. */
const cancelled = new Set<number>();

port.on('message', ({ data }: { data: ToInspector }) => {
  const { id } = data;
  if (data.task === 'cancel') {
    cancelled.add(id);
    return;
  }
  const context: TaskContext = { progress: (progress) => send({ id, progress }), isCancelled: () => cancelled.has(id) };
  // Each task takes the input of its own name; the compiler cannot follow that through an index.
  const perform = tasks[data.task] as (input: unknown, context: TaskContext) => Promise<unknown>;
  perform(data.input, context)
    .then((answer) => send({ id, reply: { ok: true, answer } }))
    .catch((error) => {
      if (error instanceof Cancelled) send({ id, reply: { ok: true, answer: null } });
      else send({ id, reply: { ok: false, error: errorData(error) } });
    })
    .finally(() => cancelled.delete(id));
});
