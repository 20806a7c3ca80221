import { trainRepeat } from '../../../studies/repeats/train-repeat';
import type { WorkerFunction } from '.';

const BETWEEN_MESSAGES_MILLISECONDS = 250;

export const repeat: WorkerFunction<'repeat'> = async (input, { progress, signal, whileHeld }) => {
  let folder = '';
  let iterations = 0;
  let due = 0;
  return trainRepeat(input, {
    signal,
    begun(name, at) {
      [folder, iterations] = [name, at.iterations];
      progress({ folder, iteration: at.iteration, iterations });
    },
    receive(event) {
      if (event.type !== 'iteration' || performance.now() < due) return;
      due = performance.now() + BETWEEN_MESSAGES_MILLISECONDS;
      progress({ folder, iteration: event.iteration, iterations });
    },
    between: whileHeld,
  });
};
