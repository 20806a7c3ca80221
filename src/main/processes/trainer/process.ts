/**
 * The trainer process: one run, conducted in slices between which the messages of the main process are looked at. It
 * tells of its progress at most 10 times a second, writes the run down, and ends with it.
 */
import type { FromTrainer, ToTrainer, TrainerJob } from '@shared/contracts/trainer-messages';
import { errorData } from '@shared/kasane-error';
import { iterationsOf } from '@shared/spec/iterations';
import type { RunLabel } from '@shared/spec/run-label';
import type { RunSpec } from '@shared/spec/run-spec';
import { withDrawings } from '../../datasets/drawings/with-drawings';
import { loadDataset } from '../../datasets/load-dataset';
import { type BegunRun, beginRun, openForResume, resumeRun } from '../../runs/begin';
import { conduct } from '../../runs/conduct';
import { threadTeam } from '../../threads/team';
import { createReporter } from './reporter';
import { createWatch } from './watch';

const port = process.parentPort;
const send = (message: FromTrainer) => port.postMessage(message);

let run: BegunRun | null = null;
let paused = false;
let stopRequested = false;
let stopping = false;
let checkpointWanted = false;
let continueRun: (() => void) | null = null;
/** What the run was called before it had begun. */
let labelBefore: RunLabel | null = null;

async function train(job: TrainerJob): Promise<void> {
  const begun = await begin(job);
  run = begun;
  if (labelBefore) await begun.recorder.setLabel(labelBefore);
  const { session, recorder } = begun;
  const { iterations, iteration, trainingImages, parameterCount, threads } = session;
  send({ type: 'started', folder: recorder.folder, iteration, iterations, trainingImages, parameterCount, threads });
  send({ type: 'checkpointed', iteration });

  const reporter = createReporter(send, begun.seconds);
  const watch = createWatch(session, send);
  const ending = await conduct(begun, {
    receive(event, seconds) {
      reporter.receive(event, seconds);
      watch.receive(event);
      // Also of one that was to be made from the start, as by a run that is continued.
      if (event.type === 'changed') {
        const { iteration: at, spec, iterations: all } = event;
        send({ type: 'changed', change: { iteration: at, spec }, iterations: all });
      }
    },
    checkpointed: (at) => send({ type: 'checkpointed', iteration: at }),
    async afterSlice() {
      reporter.sliceDone();
      watch.sliceDone();
      if (paused && !stopRequested) await pause(reporter.flush);
      if (stopRequested && !stopping) {
        // What a stopped run may be gone on with.
        stopping = true;
        await checkpoint();
        session.requestStop();
      } else if (checkpointWanted) await checkpoint();
      return true;
    },
  });
  reporter.flush();
  if (ending) send({ type: 'finished', ...ending, iteration: session.iteration });
}

async function begin(job: TrainerJob): Promise<BegunRun> {
  const createTeam = threadTeam(job.threads);
  const onTrouble = (error: Error | null) => send({ type: 'recording', trouble: error && errorData(error) });
  if (job.kind === 'new') {
    const { runsFolder, datasetFolder, drawingsFolder, spec, parameters } = job;
    const dataset = await withDrawings(await loadDataset(datasetFolder), spec, drawingsFolder);
    return beginRun({ runsFolder, spec, parameters: parameters ?? undefined, dataset, createTeam, onTrouble });
  }
  const { dataset } = await openForResume(job.folder, job.change);
  return resumeRun(job.folder, { dataset: await loadDataset(dataset.folder), createTeam, onTrouble, change: job.change });
}

async function checkpoint(): Promise<void> {
  checkpointWanted = false;
  if (!run) return;
  try {
    send({ type: 'checkpointed', iteration: await run.recorder.checkpoint() });
  } catch (error) {
    send({ type: 'checkpointFailed', error: errorData(error) });
  }
}

async function pause(flush: () => void): Promise<void> {
  flush();
  await checkpoint();
  await run?.recorder.setStatus({ phase: 'paused' });
  send({ type: 'paused' });
  // What came while that was written counts too.
  if (paused && !stopRequested) {
    await new Promise<void>((resolve) => {
      continueRun = resolve;
    });
  }
  continueRun = null;
  await run?.recorder.setStatus({ phase: 'running' });
  send({ type: 'resumed' });
}

/** Tells of the change at once, for while the run is paused it is made only later. */
function changeTo(spec: RunSpec): void {
  if (!run) return;
  const { session, recorder } = run;
  try {
    const change = session.requestChange(spec);
    void recorder.recordChange(change);
    const { iterations } = iterationsOf(spec, session.trainingImages);
    send({ type: 'changed', change, iterations });
  } catch (error) {
    send({ type: 'changeRefused', error: errorData(error) });
  }
}

function resume(): void {
  paused = false;
  continueRun?.();
}

port.on('message', ({ data }: { data: ToTrainer }) => {
  switch (data.type) {
    case 'start':
      // The main process ends this one when it has heard how the run ended.
      train(data.job).catch((error) => send({ type: 'failed', error: errorData(error) }));
      return;
    case 'pause':
      paused = true;
      return;
    case 'resume':
      resume();
      return;
    case 'stop':
      stopRequested = true;
      resume();
      return;
    case 'change':
      changeTo(data.spec);
      return;
    case 'label':
      if (run) void run.recorder.setLabel(data.label);
      else labelBefore = data.label;
      return;
    case 'checkpoint':
      // While paused nothing changes, and the checkpoint of the pause is there.
      if (continueRun) send({ type: 'checkpointed', iteration: run?.session.iteration ?? 0 });
      else checkpointWanted = true;
      return;
    default:
      data satisfies never;
  }
});
