import { basename } from 'node:path';
import type { Dataset } from '@shared/data/image-set';
import { formatOfName } from '@shared/exchange/format-of-name';
import { exportFormats } from '@shared/exchange/networks/export-parameters';
import { phrase } from '@shared/phrase';
import { dataSizeOf, fitToData, withNames, withTrainedNames } from '@shared/spec/examine-data';
import { parseRunSpec } from '@shared/spec/parse-run-spec';
import { presetSpec, presets } from '@shared/spec/presets';
import type { RunSpec } from '@shared/spec/run-spec';
import { MOST_REPEATS } from '@shared/studies/repeats';
import type { Evaluation } from '@shared/training/evaluation';
import type { EvaluatedSet } from '@shared/training/events';
import { Command, InvalidArgumentError, Option } from 'commander';
import { builtInDataset } from '../datasets/built-in';
import { drawingsFolderOf } from '../datasets/drawings/drawings-file';
import { withDrawings } from '../datasets/drawings/with-drawings';
import { loadDataset } from '../datasets/load-dataset';
import { writeParameters } from '../files/parameters-file';
import { assertWritable } from '../files/whole-files';
import { Cancelled } from '../processes/child';
import { type BegunRun, beginRun, findRun, openForResume, resumeRun } from '../runs/begin';
import { conduct } from '../runs/conduct';
import { giveBack } from '../runs/give-back';
import { usualDrawingsFolder } from '../runs/location';
import { imagesOf } from '../runs/reproduce';
import { createWatch } from '../runs/watch';
import { MOST_THREADS, threadTeam, usualThreads } from '../threads/team';
import { givenDataset } from './dataset-option';
import { createHints } from './hints';
import { loadParameters } from './load-parameters';
import { specFile } from './named-spec';
import { count, DATA_HELP, number, options, UsageError, withOptions } from './options';
import { note, percent, print, printJson } from './output';
import { createProgress } from './progress';
import { setOption, withGivenSettings } from './set-option';
import { groupOf, resumedGroup, trainRepeats } from './train-repeats';

interface TrainOptions {
  preset?: string;
  spec?: string;
  iterations?: number;
  epochs?: number;
  batchSize?: number;
  limit?: number;
  learningRate?: number;
  seed?: number;
  threads?: number;
  params?: string;
  out?: string;
  resume?: string;
  runs: string;
  data?: string;
  with?: Record<string, unknown>;
  drawings?: string;
  set?: Record<string, unknown>;
  repeats?: number;
  json?: boolean;
}

/** Options that say what a run is to be, which a run that goes on has said already. */
const settingOptions = [
  'preset',
  'spec',
  'iterations',
  'epochs',
  'batchSize',
  'limit',
  'learningRate',
  'seed',
  'params',
  'drawings',
  'set',
  'repeats',
] as const;

/** What a shell reports of a process that Ctrl+C ended. */
const INTERRUPTED = 130;
const NOT_KEPT = 1;

export function trainCommand(): Command {
  const command = withOptions(
    new Command('train').description('Train a network; by default the first app’s job, preset two-layer.'),
    new Option('--preset <name>', `one of ${presets.map((preset) => preset.name).join(', ')}`).conflicts('spec'),
    new Option('--spec <file>', 'a spec file (JSON) instead of a preset'),
    new Option('--iterations <n>', 'optimizer steps').argParser(count).conflicts('epochs'),
    new Option('--epochs <n>', 'passes over the training images').argParser(count),
    new Option('--batch-size <n>', 'images behind each step').argParser(count),
    new Option('--limit <n>', 'the first so many training images; 0 = all').argParser(count),
    new Option('--learning-rate <x>', 'the optimizer’s step length').argParser(number),
    new Option('--threads <n>', 'threads that share the work; by default one a core').argParser(threadCount),
    new Option('--seed <n>', 'the same seed gives the same run').argParser(count),
    setOption(),
    new Option('--repeats <n>', `train it so many times, each time from the next seed: 2 to ${MOST_REPEATS}`)
      .argParser(repeatCount)
      .conflicts(['out']),
    new Option('--params <file>', 'train these parameters further'),
    new Option('--out <file>', 'where the parameters go; the format follows its name'),
    new Option('--resume <run>', 'go on with an interrupted or stopped run: its name, or its folder').conflicts([...settingOptions]),
    options.runs(),
    new Option('--data <place>', `${DATA_HELP}; MNIST as installed, or the data that a resumed run began with`),
    options.with(),
    new Option('--drawings <folder>', 'trains on the drawings kept there as well (without it where a spec asks: those of the studio)'),
    options.json(),
  );
  return command.action(train);
}

function repeatCount(text: string): number {
  const repeats = count(text);
  if (repeats < 2 || repeats > MOST_REPEATS) throw new InvalidArgumentError(`Give 2 to ${MOST_REPEATS}.`);
  return repeats;
}

function threadCount(text: string): number {
  const threads = count(text);
  if (threads < 1 || threads > MOST_THREADS) throw new InvalidArgumentError(`Give 1 to ${MOST_THREADS}.`);
  return threads;
}

async function train(given: TrainOptions): Promise<void> {
  const repeats = given.resume ? await resumedGroup(given.resume, given) : await newGroup(given);
  if (repeats) return trainRepeats(repeats, given);
  // Rather now than after the training.
  if (given.out) {
    formatOfName(given.out, exportFormats);
    await assertWritable(given.out);
  }
  const run = given.resume ? await resumedRun(given.resume, given) : await newRun(given);
  giveBack(); // the images as they were read: those to train on stand in the session's memory now
  const { session, recorder } = run;
  const name = basename(recorder.folder);

  const progress = createProgress(session.iterations);
  const evaluations: Partial<Record<EvaluatedSet, Evaluation>> = {};
  let averaged: Evaluation | undefined;
  const hints = createHints(session, (text) => progress.tell(`hint: ${text}`));
  const watch = createWatch(
    session,
    (more) => {
      recorder.see(more);
      if (more.insight) hints.see(more.insight);
    },
    { isUnseen: true },
  );
  let seconds = 0;
  let images = 0;
  const interruption = new AbortController();
  const interrupt = () => {
    if (interruption.signal.aborted) process.exit(INTERRUPTED);
    interruption.abort(new Cancelled());
  };
  // The second one ends it at once.
  process.on('SIGINT', interrupt);
  const ending = await conduct(run, {
    receive(event, secondsSoFar) {
      seconds = secondsSoFar - run.seconds;
      hints.receive(event);
      watch.receive(event);
      if (event.type === 'evaluated') evaluations[event.set] = event.evaluation;
      if (event.type === 'averaged') averaged = event.evaluation;
      if (event.type !== 'iteration') return;
      progress.update(event.iteration, event.loss);
      images += event.images;
    },
    async afterSlice() {
      if (!interruption.signal.aborted) return;
      await recorder.checkpoint();
      await recorder.setStatus({ phase: 'paused' });
    },
    signal: interruption.signal,
  })
    .catch((error) => {
      if (error instanceof Cancelled) return null;
      throw error;
    })
    .finally(() => {
      process.off('SIGINT', interrupt);
      progress.stop();
    });
  if (ending === null) {
    note(`interrupted after iteration ${session.iteration} of ${session.iterations}; go on with: train --resume "${name}"`);
    process.exitCode = INTERRUPTED;
    return;
  }
  if (!ending.kept) {
    note(`what it came to could not be written down; when that can be done, go on with: train --resume "${name}"`);
    process.exitCode = NOT_KEPT;
  }
  if (given.out) await writeOut(given.out, run);

  const { training, validation, test } = evaluations;
  const result = {
    iterations: session.iterations,
    seconds: round(seconds, 3),
    imagesPerSecond: Math.round(images / seconds),
    trainAccuracy: training?.accuracy,
    testAccuracy: test?.accuracy,
    ...(averaged && { validationAccuracy: validation?.accuracy, averagedValidationAccuracy: averaged.accuracy }),
    threads: session.threads,
    run: name,
    hints: hints.texts(),
  };
  if (given.json) return printJson(result);
  print(`${result.iterations} iterations in ${result.seconds.toFixed(1)} s, ${result.imagesPerSecond.toLocaleString('en')} images/s`);
  print(`training accuracy ${percent(training?.accuracy ?? 0)} of ${training?.images.toLocaleString('en')} images`);
  print(`test accuracy     ${percent(test?.accuracy ?? 0)} of ${test?.images.toLocaleString('en')} images`);
  if (averaged)
    print(`validation accuracy ${percent(validation?.accuracy ?? 0)}, of the average of the parameters ${percent(averaged.accuracy)}`);
  for (const text of result.hints) print(`hint: ${text}`);
  if (ending.kept) print(`kept as “${name}”`);
  if (given.out) note(`parameters written to ${given.out}`);
}

/** In the format that its name ends with. */
async function writeOut(path: string, { session, record }: BegunRun): Promise<void> {
  const dataset = await loadDataset(record.dataset.folder);
  await writeParameters(
    path,
    formatOfName(path, exportFormats).type,
    [{ spec: session.currentSpec, tensors: session.parameters(), dataset }],
    threadTeam(1),
  );
}

/** Null where it is to be one run. */
const newGroup = async (given: TrainOptions) => (given.repeats === undefined ? null : groupOf(await wanted(given), given.repeats, given));

const teamOf = ({ threads }: TrainOptions) => threadTeam(threads ?? usualThreads());

const tellOfTrouble = (error: Error | null) =>
  note(error ? `the run is not written down for now: ${error.message}` : 'the run is written down again');

/** What is to be trained on which images, and from which parameters where they are given. */
async function wanted(given: TrainOptions) {
  const dataset = await givenDataset({ ...given, data: given.data ?? builtInDataset() });
  const named = fitted(withSettings(await namedSpec(given), given), given, dataset);
  return {
    dataset,
    ...(given.params ? await furtherTraining(given.params, named, given, dataset) : { spec: named, parameters: undefined }),
  };
}

async function newRun(given: TrainOptions): Promise<BegunRun> {
  const { dataset, spec, parameters } = await wanted(given);
  const images = await withDrawings(dataset, spec, given.drawings ?? drawingsFolderOf(usualDrawingsFolder(), dataset.training));
  return beginRun({ runsFolder: given.runs, spec, parameters, dataset: images, createTeam: teamOf(given), onTrouble: tellOfTrouble });
}

async function resumedRun(name: string, given: TrainOptions): Promise<BegunRun> {
  const folder = await findRun(given.runs, name);
  const record = await openForResume(folder);
  const run = await resumeRun(folder, {
    dataset: await givenDataset({ ...given, data: given.data ?? imagesOf(folder, record) }),
    createTeam: teamOf(given),
    onTrouble: tellOfTrouble,
  });
  if (run.damage) note(`${run.damage.message}; resuming from the checkpoint before it`);
  note(`going on after iteration ${run.session.iteration} of ${run.session.iterations}`);
  return run;
}

/** Parameters to go on from. Without a network of the user's own choice they bring theirs. */
async function furtherTraining(path: string, spec: RunSpec, given: TrainOptions, dataset: Dataset) {
  const isChosen = given.spec !== undefined || given.preset !== undefined;
  const found = await loadParameters(path, dataset, { spec: isChosen ? spec : undefined });
  const { tensors } = found;
  const { scaling } = found.spec.data;
  const { network } = withTrainedNames(found.spec, dataset.training);
  if (isChosen && scaling !== spec.data.scaling)
    throw new UsageError(
      phrase`${spec.data.scaling}: ${basename(path)} takes inputs scaled "${scaling}"; use that to train it further`,
      'data.scaling',
    );
  const { classes, recipe } = network;
  if (isChosen) return { spec: parseRunSpec({ ...spec, network: { ...spec.network, classes, recipe } }), parameters: tensors };
  return { spec: parseRunSpec({ ...spec, network, data: { ...spec.data, scaling } }), parameters: tensors };
}

/** Presets fit themselves to the images there are; a spec of the user's own says what it wants, and is told their names. */
function fitted(spec: RunSpec, given: TrainOptions, dataset: Dataset): RunSpec {
  const size = dataSizeOf(dataset);
  if (given.spec) return parseRunSpec(withNames(spec, size));
  const { training, ...rest } = fitToData(spec, size);
  // What was asked for is not put right in silence.
  return parseRunSpec({ ...rest, training: given.batchSize === undefined ? training : spec.training });
}

async function namedSpec({ spec, preset }: TrainOptions): Promise<RunSpec> {
  return spec ? specFile(spec) : presetSpec(preset ?? 'two-layer');
}

/** The spec with the settings of the command line in place, parsed anew. */
function withSettings(spec: RunSpec, given: TrainOptions): RunSpec {
  const { iterations, epochs, batchSize, limit, learningRate, seed, drawings, set = {} } = given;
  const named = parseRunSpec({
    ...spec,
    ...(seed !== undefined && { seed }),
    data: { ...spec.data, ...(limit !== undefined && { limit }), ...(drawings !== undefined && { drawings: true }) },
    optimizer: { ...spec.optimizer, ...(learningRate !== undefined && { learningRate }) },
    training: {
      ...spec.training,
      ...(batchSize !== undefined && { batchSize }),
      ...(iterations !== undefined && { duration: { unit: 'iterations', count: iterations } }),
      ...(epochs !== undefined && { duration: { unit: 'epochs', count: epochs } }),
    },
  });
  return withGivenSettings(named, set);
}

const round = (value: number, digits: number) => Number(value.toFixed(digits));
