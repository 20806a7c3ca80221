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

/** A network of a large batch leaves gigabytes behind, which only the end of its process gives back at once. Longer than people pause between edits. */
const IDLE_MILLISECONDS = 5000;

export function createGauge(launch: Launch): Gauge {
  let child: Child<GaugeApi> | null = null;
  let measuring = false;
  /** Ends the process that has nothing to do. */
  let idle: ReturnType<typeof setTimeout> | null = null;
  let waiting: { readonly question: Question; answer(pace: Promise<MeasuredPace | null> | null): void } | null = null;

  async function put(question: Question): Promise<MeasuredPace | null> {
    measuring = true;
    if (idle) clearTimeout(idle);
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
      if (next) next.answer(put(next.question));
      else idle = setTimeout(end, IDLE_MILLISECONDS).unref();
    }
  }

  function end(): void {
    child?.kill();
    child = null;
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
      end();
    },
  };
}
