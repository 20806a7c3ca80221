/**
 * The trainer's requests: one run, conducted in slices between which messages are handled. It reports its progress at most
 * 4 times a second, writes the run down, and ends with it.
 */
import type { ChangedRun, RunEnd, TrainerApi, TrainerJob, TrainerReport } from '@shared/contracts/processes';
import { factsOf } from '@shared/contracts/run';
import { errorData } from '@shared/kasane-error';
import { iterationsOf } from '@shared/spec/iterations';
import type { RunLabel } from '@shared/spec/run-label';
import { drawingsFolderOf } from '../../datasets/drawings/drawings-file';
import { withDrawings } from '../../datasets/drawings/with-drawings';
import { loadDataset } from '../../datasets/load-dataset';
import { type BegunRun, beginRun, openForResume, resumeRun } from '../../runs/begin';
import { conduct } from '../../runs/conduct';
import { giveBack } from '../../runs/give-back';
import { imagesOf } from '../../runs/reproduce';
import { createWatch } from '../../runs/watch';
import { threadTeam } from '../../threads/team';
import type { RequestFunctions } from '../serve';
import { createReporter } from './reporter';

interface Waiting {
  resolve(iteration: number): void;
  reject(error: unknown): void;
}

export function createTrainer(): RequestFunctions<TrainerApi> {
  let run: BegunRun | null = null;
  let paused = false;
  let stopRequested = false;
  let stopping = false;
  /** Those who wait for a checkpoint of the end of this slice. */
  let checkpointWanted: Waiting[] = [];
  let whilePaused: { resume(): void; save(): void } | null = null;
  /** What the run was called before it had begun. */
  let labelBefore: RunLabel | null = null;

  async function train(job: TrainerJob, report: (report: TrainerReport) => void): Promise<RunEnd> {
    const begun = await begin(job, report);
    giveBack(); // the images as they were read: those to train on stand in the session's memory now
    run = begun;
    if (labelBefore) await begun.recorder.setLabel(labelBefore);
    const { session, recorder } = begun;
    const { iterations, iteration, trainingImages, parameterCount, threads } = session;
    report({
      type: 'started',
      folder: recorder.folder,
      iteration,
      iterations,
      trainingImages,
      parameterCount,
      threads,
      facts: factsOf(begun.record),
      passedOver: begun.damage && errorData(begun.damage),
    });
    report({ type: 'checkpointed', iteration });

    const reporter = createReporter(report, begun.seconds);
    const watch = createWatch(session, (more) => {
      recorder.see(more);
      if (more.insight) report({ type: 'insight', insight: more.insight });
      if (more.hardest) report({ type: 'hardest', hardest: more.hardest });
    });
    const ending = await conduct(begun, {
      receive(event, seconds) {
        reporter.receive(event, seconds);
        watch.receive(event);
        // Also of one that was to be made from the start, as by a run that is continued.
        if (event.type === 'changed') {
          const { iteration: at, spec, iterations: all } = event;
          report({ type: 'changed', change: { iteration: at, spec }, iterations: all });
        }
      },
      checkpointed: (at) => report({ type: 'checkpointed', iteration: at }),
      async afterSlice() {
        reporter.sliceDone();
        watch.sliceDone();
        if (paused && !stopRequested) await pause(begun, reporter.flush, report);
        if (stopRequested && !stopping) {
          // What a stopped run may be resumed from.
          stopping = true;
          await checkpoint(begun, report);
          session.requestStop();
        } else if (checkpointWanted.length > 0) await checkpoint(begun, report);
      },
    });
    reporter.flush();
    return { ...ending, iteration: session.iteration };
  }

  /** Writes a checkpoint, unless that of `written` still counts, and tells all who wait for one. Gives its iteration; null where it cannot be written. */
  async function checkpoint(
    { recorder }: BegunRun,
    report: (report: TrainerReport) => void,
    written: number | null = null,
  ): Promise<number | null> {
    const waiting = checkpointWanted;
    checkpointWanted = [];
    try {
      const iteration = written ?? (await recorder.checkpoint());
      report({ type: 'checkpointed', iteration });
      for (const { resolve } of waiting) resolve(iteration);
      return iteration;
    } catch (error) {
      for (const { reject } of waiting) reject(error);
      return null;
    }
  }

  async function pause(begun: BegunRun, flush: () => void, report: (report: TrainerReport) => void): Promise<void> {
    flush();
    let written = await checkpoint(begun, report);
    await begun.recorder.setStatus({ phase: 'paused' });
    report({ type: 'paused' });
    // What came while that was written counts too.
    if (paused && !stopRequested) {
      let saving = Promise.resolve();
      await new Promise<void>((resolve) => {
        const save = () => {
          saving = saving.then(async () => {
            written = await checkpoint(begun, report, written);
          });
        };
        whilePaused = { resume: resolve, save };
        if (checkpointWanted.length > 0) save(); // requested while that was written
      });
      whilePaused = null;
      await saving;
    }
    await begun.recorder.setStatus({ phase: 'running' });
    report({ type: 'resumed' });
  }

  function resume(): void {
    paused = false;
    whilePaused?.resume();
  }

  return {
    train: (job, { progress }) => train(job, progress),
    pause() {
      paused = true;
      return null;
    },
    resume() {
      resume();
      return null;
    },
    stop() {
      stopRequested = true;
      resume();
      return null;
    },
    /** Answered at once, for while the run is paused the change is made only later. */
    change(spec): ChangedRun {
      if (!run) throw new Error('the run has not begun yet');
      const { session, recorder } = run;
      const change = session.requestChange(spec);
      void recorder.recordChange(change);
      return { change, iterations: iterationsOf(spec, session.trainingImages).iterations };
    },
    label(label) {
      if (run) void run.recorder.setLabel(label);
      else labelBefore = label;
      return null;
    },
    checkpoint() {
      const wanted = new Promise<number>((resolve, reject) => checkpointWanted.push({ resolve, reject }));
      whilePaused?.save(); // no slice ends
      return wanted;
    },
  };
}

async function begin(job: TrainerJob, report: (report: TrainerReport) => void): Promise<BegunRun> {
  const createTeam = threadTeam(job.threads);
  const onTrouble = (error: Error | null) => report({ type: 'recording', trouble: error && errorData(error) });
  if (job.kind === 'new') {
    const { runsFolder, datasetFolder, drawingsFolder, spec, parameters } = job;
    const loaded = await loadDataset(datasetFolder);
    const dataset = await withDrawings(loaded, spec, drawingsFolderOf(drawingsFolder, loaded.training));
    return beginRun({ runsFolder, spec, parameters: parameters ?? undefined, dataset, createTeam, onTrouble });
  }
  const record = await openForResume(job.folder, job.change);
  return resumeRun(job.folder, { dataset: await loadDataset(imagesOf(job.folder, record)), createTeam, onTrouble, change: job.change });
}
