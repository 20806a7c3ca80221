/** Asks the gauge process for the pace of a design. Only the newest request counts: an older one gives null. */
import type { GaugeApi } from '@shared/contracts/processes';
import type { MeasuredPace } from '@shared/training/measure-pace';
import { type Child, type Launch, ProcessExit, startChild } from '../processes/child';

type Question = GaugeApi['measurePace']['input'];

export interface Gauge {
  measure(question: Question): Promise<MeasuredPace | null>;
  /** Ends the process, whose cores are needed elsewhere; open questions are answered with null. */
  stop(): void;
}

export function createGauge(launch: Launch): Gauge {
  let child: Child<GaugeApi> | null = null;
  let measuring = false;
  let waiting: { readonly question: Question; answer(pace: Promise<MeasuredPace | null> | null): void } | null = null;

  async function put(question: Question): Promise<MeasuredPace | null> {
    measuring = true;
    child ??= startChild(launch, 'gauge', () => {
      child = null;
    });
    try {
      return await child.request('measurePace', question);
    } catch (error) {
      if (error instanceof ProcessExit) return null;
      throw error;
    } finally {
      measuring = false;
      const next = waiting;
      waiting = null;
      next?.answer(put(next.question));
    }
  }

  return {
    measure(question) {
      if (!measuring) return put(question);
      waiting?.answer(null);
      return new Promise((answer) => {
        waiting = { question, answer };
      });
    },
    stop() {
      waiting?.answer(null);
      waiting = null;
      child?.kill();
      child = null;
    },
  };
}
