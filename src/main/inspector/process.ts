/** The inspector process: what has to be computed or parsed on request, away from the main process. Never trains. */
import type { FromInspector, ToInspector } from '@shared/ipc/inspector-messages';
import { errorData } from '@shared/kasane-error';
import { tasks } from './tasks';

const port = process.parentPort;

port.on('message', ({ data }: { data: ToInspector }) => {
  answer(data)
    .then((reply) => port.postMessage({ id: data.id, reply } satisfies FromInspector))
    .catch((error) => port.postMessage({ id: data.id, reply: { ok: false, error: errorData(error) } } satisfies FromInspector));
});

async function answer(message: ToInspector): Promise<FromInspector['reply']> {
  // Each task takes the input of its own name; the compiler cannot follow that through an index.
  const perform = tasks[message.task] as (input: ToInspector['input']) => Promise<unknown>;
  return { ok: true, answer: await perform(message.input) };
}
