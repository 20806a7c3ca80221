/** The worker's requests: its tasks, and to hold them. */
import type { WorkerApi, WorkerTask } from '@shared/contracts/processes';
import type { RequestContext, RequestFunctions } from '../serve';
import { tasks } from './tasks';

export function createWorker(): RequestFunctions<WorkerApi> {
  let held: { readonly end: Promise<void>; resume(): void } | null = null;
  const whileHeld = () => held?.end;
  // A task goes with the input of its own name; the compiler cannot follow that through an index.
  const served = Object.fromEntries(
    Object.entries(tasks).map(([name, perform]) => [
      name,
      (input: never, context: RequestContext<unknown>) => perform(input, { ...context, whileHeld } as never),
    ]),
  ) as Pick<RequestFunctions<WorkerApi>, WorkerTask>;
  return {
    ...served,
    hold(hold) {
      if (hold === (held !== null)) return null;
      held?.resume();
      held = hold ? holding() : null;
      return null;
    },
  };
}

function holding(): { readonly end: Promise<void>; resume(): void } {
  let resume: () => void = () => undefined;
  const end = new Promise<void>((resolve) => {
    resume = resolve;
  });
  return { end, resume };
}
