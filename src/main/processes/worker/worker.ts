/** The worker's requests: its tasks, and to hold them. */
import type { WorkerApi } from '@shared/contracts/processes';
import type { RequestFunctions } from '../serve';
import { tasks } from './tasks';

export function createWorker(): RequestFunctions<WorkerApi> {
  let held: { readonly end: Promise<void>; resume(): void } | null = null;
  const whileHeld = () => held?.end;
  return {
    trial: (input, context) => tasks.trial(input, { ...context, whileHeld }),
    labPart: (input, context) => tasks.labPart(input, { ...context, whileHeld }),
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
