/** Asks the gauge process for the pace of a design. Only the newest question counts: an older one is answered with null. */
import { join } from 'node:path';
import type { FromGauge, ToGauge } from '@shared/contracts/gauge-messages';
import { errorFrom } from '@shared/kasane-error';
import type { MeasuredPace } from '@shared/training/measure-pace';
import { type UtilityProcess, utilityProcess } from 'electron';

interface Question extends ToGauge {
  resolve(pace: MeasuredPace | null): void;
  reject(error: Error): void;
}

export function createGauge() {
  let child: UtilityProcess | null = null;
  let asked: Question | null = null;
  let waiting: Question | null = null;

  function start(): UtilityProcess {
    const gauge = utilityProcess.fork(join(import.meta.dirname, 'gauge.js'), [], { serviceName: 'Kasane gauge' });
    gauge.on('message', (reply: FromGauge) => {
      if (child !== gauge) return;
      if (reply.ok) asked?.resolve(reply.answer);
      else asked?.reject(errorFrom(reply.error));
      asked = null;
      const next = waiting;
      waiting = null;
      if (next) put(next);
    });
    gauge.on('exit', () => {
      if (child === gauge) stop();
    });
    return gauge;
  }

  function put(question: Question): void {
    child ??= start();
    asked = question;
    const { spec, datasetFolder, threads } = question;
    child.postMessage({ spec, datasetFolder, threads } satisfies ToGauge);
  }

  /** Ends the process, whose cores are needed elsewhere; open questions get no answer. */
  function stop(): void {
    const gauge = child;
    child = null;
    for (const question of [asked, waiting]) question?.resolve(null);
    asked = null;
    waiting = null;
    gauge?.kill();
  }

  return {
    measure: (question: ToGauge): Promise<MeasuredPace | null> =>
      new Promise((resolve, reject) => {
        const open = { ...question, resolve, reject };
        if (!asked) {
          put(open);
          return;
        }
        waiting?.resolve(null);
        waiting = open;
      }),
    stop,
  };
}
