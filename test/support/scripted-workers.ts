/** Workers without a process, which answer by a script: for what hangs on when they answer or end, not on what they train. */
import type { FromWorker, ToWorker, WorkerTasks } from '@shared/contracts/worker-messages';
import type { LaunchWorker, WorkerProcess } from '../../src/main/queue/local-pool';

type Work = Extract<ToWorker, { type: 'work' }>;

/** What a worker does with a task: answers, ends, or never comes to an end. */
export type Script = (work: Work) => { readonly answer: unknown } | 'ends' | 'works on';

export interface ScriptedWorkers {
  readonly launch: LaunchWorker;
  /** Every message to any of them, in order. */
  readonly told: ToWorker[];
  /** How many were ever started. */
  started(): number;
}

export function scriptedWorkers(script: Script): ScriptedWorkers {
  const told: ToWorker[] = [];
  let started = 0;
  const launch: LaunchWorker = ({ onMessage, onExit }): WorkerProcess => {
    started += 1;
    let gone = false;
    const later = (done: () => void) => setImmediate(() => !gone && done());
    return {
      pid: started,
      post(message) {
        told.push(message);
        if (message.type !== 'work') return;
        const does = script(message);
        if (does === 'works on') return;
        if (does === 'ends') later(() => onExit(null));
        else later(() => onMessage({ type: 'done', answer: does.answer } as FromWorker));
      },
      kill() {
        gone = true;
      },
    };
  };
  return { launch, told, started: () => started };
}

/** A trial's curve that reaches `accuracy` at its last epoch. */
export function trialAnswer({ fromEpoch, untilEpoch }: WorkerTasks['trial']['input'], accuracy: number): WorkerTasks['trial']['answer'] {
  const curve = Array.from({ length: untilEpoch - fromEpoch }, (_, index) => ({
    ...{ epoch: fromEpoch + index + 1, iteration: (fromEpoch + index + 1) * 4, trainingLoss: 1, trainingAccuracy: accuracy },
    ...{ validationLoss: 1, validationAccuracy: accuracy },
  }));
  return { curve, end: 'done', refused: null, seconds: 0.1 };
}
