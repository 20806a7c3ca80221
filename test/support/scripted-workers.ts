/** Workers without a process, which answer by a script: for what hangs on when they answer or end, not on what they train. */
import type { ToChild } from '@shared/contracts/channel';
import type { WorkerTask, WorkerTasks } from '@shared/contracts/processes';
import type { Launch } from '../../src/main/processes/child';

/** What a worker does with a task's input: answers, ends, or never comes to an end. */
export type Script = (input: WorkerTasks[WorkerTask]['input']) => { readonly answer: unknown } | 'ends' | 'works on';

export interface ScriptedWorkers {
  readonly launch: Launch;
  /** Every request to any of them, in order. */
  readonly told: Extract<ToChild, { type: 'request' }>[];
  /** How many were ever started. */
  started(): number;
}

export function scriptedWorkers(script: Script): ScriptedWorkers {
  const told: ScriptedWorkers['told'] = [];
  let started = 0;
  const launch: Launch = (_, { onMessage, onExit }) => {
    started += 1;
    let gone = false;
    const later = (done: () => void) => setImmediate(() => !gone && done());
    return {
      pid: started,
      post(message) {
        if (message.type !== 'request') return;
        told.push(message);
        const { id, name } = message;
        if (name === 'hold') return;
        const does = script(message.input as WorkerTasks[WorkerTask]['input']);
        if (does === 'works on') return;
        if (does === 'ends') later(() => onExit(null));
        else later(() => onMessage({ type: 'answer', id, answer: does.answer }));
      },
      kill() {
        gone = true;
      },
    };
  };
  return { launch, told, started: () => started };
}

/** A trial's curve that reaches `accuracy` at its last epoch. */
export function trialResult({ fromEpoch, untilEpoch }: WorkerTasks['trial']['input'], accuracy: number): WorkerTasks['trial']['answer'] {
  const curve = Array.from({ length: untilEpoch - fromEpoch }, (_, index) => ({
    ...{ epoch: fromEpoch + index + 1, iteration: (fromEpoch + index + 1) * 4, trainingLoss: 1, trainingAccuracy: accuracy },
    ...{ validationLoss: 1, validationAccuracy: accuracy },
  }));
  return { curve, end: 'done', refused: null, seconds: 0.1 };
}
