/**
 * The trainer process: one training session, pulled in slices between which the messages of the main process are looked
 * at. It tells of its progress at most 10 times a second and ends with its run.
 */
import type { FromTrainer, ToTrainer } from '@shared/ipc/trainer-messages';
import { errorData } from '@shared/kasane-error';
import type { FinishReason } from '@shared/training/events';
import { TrainingSession } from '@shared/training/session';
import { runSlice } from '@shared/training/slice';
import { loadDataset } from '../datasets/load-dataset';
import { threadTeam, usualThreads } from '../threads/team';
import { createReporter } from './reporter';

/** How often parameters are copied out while training goes on, so that a crash does not cost them all. */
const SNAPSHOT_MILLISECONDS = 1000;

const port = process.parentPort;
const send = (message: FromTrainer) => port.postMessage(message);

let session: TrainingSession | null = null;
let paused = false;
let stopRequested = false;
let continueRun: (() => void) | null = null;
let iteration = 0;

function snapshot(): void {
  if (session) send({ type: 'snapshot', iteration, tensors: session.parameters() });
}

async function run({ spec, datasetFolder, parameters }: Extract<ToTrainer, { type: 'start' }>): Promise<void> {
  const dataset = await loadDataset(datasetFolder);
  session = new TrainingSession({ spec, dataset, createTeam: threadTeam(usualThreads()), parameters: parameters ?? undefined });
  if (stopRequested) session.requestStop();
  const { iterations, trainingImages, parameterCount, threads } = session;
  send({ type: 'started', iterations, trainingImages, parameterCount, threads });
  snapshot();

  const reporter = createReporter(send);
  const events = session.events();
  let reason: FinishReason = 'stopped';
  let lastSnapshot = performance.now();
  for (let done = false; !done; ) {
    const start = performance.now();
    done = runSlice(events, (event) => {
      if (event.type === 'iteration') iteration = event.iteration;
      if (event.type === 'finished') reason = event.reason;
      reporter.receive(event);
    });
    reporter.sliceDone(performance.now() - start);
    if (performance.now() - lastSnapshot > SNAPSHOT_MILLISECONDS) {
      snapshot();
      lastSnapshot = performance.now();
    }
    await otherWork();
    if (paused && !done) await resumed(reporter.flush);
  }
  reporter.flush();
  snapshot();
  send({ type: 'finished', reason });
}

/** Lets waiting messages be handled. */
const otherWork = () => new Promise<void>((resolve) => setImmediate(resolve));

async function resumed(flush: () => void): Promise<void> {
  flush();
  snapshot();
  send({ type: 'paused' });
  await new Promise<void>((resolve) => {
    continueRun = resolve;
  });
  continueRun = null;
  send({ type: 'resumed' });
}

function resume(): void {
  paused = false;
  continueRun?.();
}

port.on('message', ({ data }: { data: ToTrainer }) => {
  switch (data.type) {
    case 'start':
      // The main process ends this one when it has heard how the run ended.
      run(data).catch((error) => send({ type: 'failed', error: errorData(error) }));
      return;
    case 'pause':
      paused = true;
      return;
    case 'resume':
      resume();
      return;
    case 'stop':
      stopRequested = true;
      session?.requestStop();
      resume();
      return;
    case 'snapshot':
      snapshot();
      return;
    default:
      data satisfies never;
  }
});
