import type { RunSpecInput } from '../run-spec';

export interface Preset {
  readonly name: string;
  /** What it teaches, in a sentence. */
  readonly lesson: string;
  readonly spec: RunSpecInput;
}
