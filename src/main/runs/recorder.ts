/**
 * Writes a run down while it goes on: its metrics as they come, checkpoints, how it stands, and what it came to. Writing
 * never ends a run: where it fails, as on a full disk, training goes on, and the next write tries again.
 */

import { errorData, KasaneError } from '@shared/kasane-error';
import { phrase } from '@shared/phrase';
import { type SpecChange, withChange } from '@shared/spec/changes';
import type { RunLabel } from '@shared/spec/run-label';
import type { Checkpoint } from '@shared/training/checkpoint';
import type { Evaluation } from '@shared/training/evaluation';
import type { EvaluatedSet, FinishReason, TrainingEvent } from '@shared/training/events';
import type { TrainingSession } from '@shared/training/session';
import { nobody } from '../files/writer';
import { writeCheckpoint, writeFinal } from './checkpoints';
import { writeEvaluations } from './evaluation-file';
import { type SeenInsight, writeInsight } from './insight-file';
import { appendMetrics, type MetricLine, metricLine } from './metrics-file';
import { type RecordStatus, type RunOutcome, type RunRecord, writeRecord } from './record';

const LONGEST_WITHOUT_CHECKPOINT = 30_000;
const SHORTEST_BETWEEN_CHECKPOINTS = 1000;
/** Between checkpoints there is this many times the time that one takes, so that they cost a hundredth at most. */
const TIMES_A_WRITE = 100;

export interface RecorderOptions {
  readonly folder: string;
  readonly record: RunRecord;
  readonly session: TrainingSession;
  /** Hears of a write that failed, and of null when writing works again. */
  readonly onTrouble: (error: Error | null) => void;
}

export class Recorder {
  readonly folder: string;
  private record: RunRecord;
  private readonly session: TrainingSession;
  private readonly onTrouble: RecorderOptions['onTrouble'];
  private lines: MetricLine[] = [];
  private readonly evaluations: Partial<Record<EvaluatedSet, { iteration: number; evaluation: Evaluation }>> = {};
  private seconds = 0;
  private epochEnded = false;
  private lastCheckpoint = Number.NEGATIVE_INFINITY;
  private lastIteration = -1;
  private lastWrite = 0;
  private inTrouble = false;
  /** What was last seen inside the run, written with the checkpoints. */
  private seen: SeenInsight = { insight: null, hardest: null };
  private hasSeenMore = false;

  constructor({ folder, record, session, onTrouble }: RecorderOptions) {
    this.folder = folder;
    this.record = record;
    this.session = session;
    this.onTrouble = onTrouble;
  }

  receive(event: TrainingEvent, seconds: number): void {
    const line = metricLine(event, seconds);
    if (line) this.lines.push(line);
    this.seconds = seconds;
    if (event.type === 'epoch') this.epochEnded = true;
    if (event.type === 'evaluated') this.evaluations[event.set] = { iteration: event.iteration, evaluation: event.evaluation };
    // The figures of a run are of the parameters that it ends with.
    if (event.type === 'averaged' && this.session.currentSpec.training.keep === 'averaged')
      this.evaluations.validation = { iteration: event.iteration, evaluation: event.evaluation };
  }

  see(more: Partial<SeenInsight>): void {
    this.seen = { ...this.seen, ...more };
    this.hasSeenMore = true;
  }

  /** To be called between slices: writes a checkpoint when one is due. Gives its iteration, or null. */
  async whenDue(): Promise<number | null> {
    const since = performance.now() - this.lastCheckpoint;
    const pause = Math.max(SHORTEST_BETWEEN_CHECKPOINTS, Math.min(LONGEST_WITHOUT_CHECKPOINT, TIMES_A_WRITE * this.lastWrite));
    const { iteration } = this.session;
    const due = since >= pause || (this.epochEnded && since >= SHORTEST_BETWEEN_CHECKPOINTS);
    return due && iteration !== this.lastIteration ? this.tried(() => this.checkpoint()) : null;
  }

  /** Writes a checkpoint now; gives its iteration. Throws a FileError. */
  async checkpoint(): Promise<number> {
    const start = performance.now();
    const checkpoint = this.session.checkpoint();
    // A step may have overflowed whose loss was still finite; what is kept must be good to go on from.
    if (!isSound(checkpoint)) throw new KasaneError(notFinite);
    await this.flush(true);
    await writeCheckpoint(this.folder, checkpoint);
    // Worth a look, and no trouble.
    if (this.hasSeenMore) await writeInsight(this.folder, this.seen).catch(() => undefined);
    this.hasSeenMore = false;
    this.epochEnded = false;
    this.lastIteration = checkpoint.iteration;
    this.lastCheckpoint = performance.now();
    this.lastWrite = this.lastCheckpoint - start;
    return checkpoint.iteration;
  }

  async setStatus(status: RecordStatus): Promise<void> {
    this.record = { ...this.record, status, updated: new Date().toISOString(), outcome: this.outcome() };
    await this.tried(() => writeRecord(this.folder, this.record));
  }

  private outcome(): RunOutcome | null {
    const { iteration, parameterCount } = this.session;
    if (iteration === 0 && Object.keys(this.evaluations).length === 0) return null;
    const before = this.record.outcome;
    const newest = (set: EvaluatedSet) => this.evaluations[set]?.evaluation.accuracy ?? before?.[set] ?? null;
    return {
      iteration,
      seconds: Math.round((this.seconds || (before?.seconds ?? 0)) * 1000) / 1000,
      parameters: parameterCount,
      training: newest('training'),
      validation: newest('validation'),
      test: newest('test'),
    };
  }

  /** Notes that the run trains by another spec from an iteration on. */
  async recordChange(change: SpecChange): Promise<void> {
    this.record = { ...this.record, changes: withChange(this.record.changes, change) };
    await this.setStatus(this.record.status);
  }

  async setLabel(label: RunLabel): Promise<void> {
    this.record = { ...this.record, label };
    await this.setStatus(this.record.status);
  }

  /**
   * What the run came to: a last checkpoint, evaluations and final parameters, then its status. False where they could not
   * be written: the run then stays open, so that it can be resumed from its last checkpoint to the same end. Throws a
   * KasaneError where the last step overflowed.
   */
  async finish(reason: FinishReason): Promise<boolean> {
    // Going on would only come to the same.
    if (!isSound(this.session.checkpoint())) throw new KasaneError(notFinite);
    const written = await this.tried(async () => {
      await this.checkpoint();
      await writeEvaluations(this.folder, this.evaluations);
      await writeFinal(this.folder, this.session.parameters(), this.session.iteration);
      return true;
    });
    if (written) await this.setStatus({ phase: 'finished', reason });
    else await writeRecord(this.folder, { ...this.record, ...nobody }).catch(() => undefined); // trouble is told already
    return written === true;
  }

  async fail(error: unknown): Promise<void> {
    await this.tried(() => this.flush(true));
    await this.setStatus({ phase: 'failed', error: errorData(error) });
  }

  private async flush(sync: boolean): Promise<void> {
    const { lines } = this;
    if (lines.length === 0) return;
    await appendMetrics(this.folder, lines, sync);
    this.lines = this.lines.slice(lines.length);
  }

  private async tried<Result>(write: () => Promise<Result>): Promise<Result | null> {
    try {
      const result = await write();
      if (this.inTrouble) this.onTrouble(null);
      this.inTrouble = false;
      return result;
    } catch (error) {
      this.lastCheckpoint = performance.now(); // not again at once
      if (!this.inTrouble) this.onTrouble(error instanceof Error ? error : new Error(String(error)));
      this.inTrouble = true;
      return null;
    }
  }
}

const notFinite = phrase`the parameters are no longer finite; the checkpoint before is kept`;

const isSound = ({ parameters, states }: Checkpoint) =>
  [...parameters, ...states].every(({ values }) => values.every((value) => Number.isFinite(value)));
