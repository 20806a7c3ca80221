/** What main asks the gauge process, and what it answers; one question at a time. */
import type { RunSpec } from '../spec/run-spec';
import type { MeasuredPace } from '../training/measure-pace';
import type { Reply } from './contract';

export interface ToGauge {
  readonly spec: RunSpec;
  readonly datasetFolder: string;
  readonly threads: number;
}

export type FromGauge = Reply<MeasuredPace | null>;
