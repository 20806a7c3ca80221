/**
 * A search's trials as they stand while it is at work. What a trial has come to is what its last finished job did; the
 * curve of a job that is at work goes beyond that.
 */
import type { TrialState } from '@shared/contracts/state';
import { trialResults } from '@shared/studies/results';
import type { NumberedJob } from '@shared/studies/search-plan';
import type { EpochPoint } from '@shared/training/trial';
import type { JobLine } from './search-folder';

export class LiveTrials {
  private readonly trials = new Map<number, TrialState>();
  private changed = new Set<number>();

  constructor(lines: readonly JobLine[]) {
    for (const result of trialResults(lines)) this.trials.set(result.trial, { ...result, outcomes: [], running: false });
    for (const { trial, number, accuracy } of lines) {
      const before = this.trials.get(trial);
      if (before) this.trials.set(trial, { ...before, outcomes: [...before.outcomes, { number, accuracy }] });
    }
  }

  all(): TrialState[] {
    return [...this.trials.values()];
  }

  /** Those that are not as they were when this was asked before. */
  takeChanged(): TrialState[] {
    const taken = [...this.changed].flatMap((trial) => this.trials.get(trial) ?? []);
    this.changed = new Set();
    return taken;
  }

  /** Begun, or begun again: what the job had told is told anew. */
  started({ trial, values, fromEpoch }: NumberedJob): void {
    const before = this.trials.get(trial) ?? { trial, values, epochs: 0, accuracy: null, failure: null, curve: [], outcomes: [] };
    this.set({ ...before, curve: until(before.curve, fromEpoch), running: true });
  }

  point({ trial }: NumberedJob, point: EpochPoint): void {
    const before = this.trials.get(trial);
    if (before) this.set({ ...before, curve: [...before.curve, point] });
  }

  done({ trial, values, number, fromEpoch, toEpoch, accuracy, failure, curve }: JobLine): void {
    const before = this.trials.get(trial);
    this.set({
      ...{ trial, values, accuracy, failure, epochs: toEpoch, running: false },
      curve: [...until(before?.curve ?? [], fromEpoch), ...curve],
      outcomes: [...(before?.outcomes ?? []), { number, accuracy }],
    });
  }

  /** Nothing is at work any more: trials are again what their finished jobs came to. */
  halt(): void {
    for (const trial of this.trials.values()) {
      if (!trial.running) continue;
      if (trial.outcomes.length === 0) this.trials.delete(trial.trial);
      else this.set({ ...trial, curve: until(trial.curve, trial.epochs), running: false });
    }
  }

  private set(trial: TrialState): void {
    this.trials.set(trial.trial, trial);
    this.changed.add(trial.trial);
  }
}

const until = (curve: readonly EpochPoint[], epochs: number) => curve.filter(({ epoch }) => epoch <= epochs);
