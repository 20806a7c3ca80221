import { basename } from 'node:path';
import { byteAt } from '@shared/at';
import { inkOf } from '@shared/data/digits/ink';
import { DIGIT_SIDE, normalisePicture } from '@shared/data/digits/normalise';
import type { ImageSet } from '@shared/data/image-set';
import { ImageError } from '@shared/data/pictures/png';
import type { CandidateActivation } from '@shared/exchange/foreign/recognition';
import { engine } from '@shared/kernels/engines';
import { phrase } from '@shared/phrase';
import { createClassifier } from '@shared/training/classifier';
import { soloTeam } from '@shared/training/team';
import { Command, Option } from 'commander';
import { loadDataset } from '../datasets/load-dataset';
import { loadParameters } from './load-parameters';
import { count, options, UsageError, withOptions } from './options';
import { percent, print, printJson } from './output';
import { readPicture } from './read-picture';

interface PredictOptions {
  params: string;
  activation?: CandidateActivation;
  count: number;
  data: string;
  json?: boolean;
}

interface Question {
  readonly source: string;
  readonly digit: Uint8Array;
  /** Known of test images only. */
  readonly true?: number;
}

export function predictCommand(): Command {
  return withOptions(
    new Command('predict').description('Predict the digits in PNG files, or the first test images.').argument('[images...]', 'PNG files'),
    options.params(),
    options.activation(),
    new Option('--count <n>', 'how many test images, where no files are given').argParser(count).default(10),
    options.data(),
    options.json(),
  ).action(predict);
}

async function predict(files: string[], given: PredictOptions): Promise<void> {
  const dataset = await loadDataset(given.data);
  const [height, width] = dataset.test.shape;
  if (files.length > 0 && (height !== DIGIT_SIDE || width !== DIGIT_SIDE)) {
    throw new UsageError(
      `pictures become digits of ${DIGIT_SIDE}×${DIGIT_SIDE}, this dataset has ${height}×${width}; use parameters and data of that size`,
      'data',
    );
  }
  const questions = files.length > 0 ? await Promise.all(files.map(fromFile)) : fromTestSet(dataset.test, given.count);
  const { spec, tensors } = await loadParameters(given.params, dataset, { activation: given.activation });
  const classifier = createClassifier(spec.network, spec.data.scaling, tensors, soloTeam(engine.create));
  const predictions = questions.map(({ source, digit, true: label }) => {
    const probabilities = classifier.probabilities(digit)[0] ?? [];
    const predicted = probabilities.indexOf(Math.max(...probabilities));
    return { source, predicted, probabilities, ...(label !== undefined && { true: label }) };
  });
  if (given.json) return printJson(predictions);
  for (const { source, predicted, probabilities, true: label } of predictions) {
    // The first app's form: predicted, true, and whether they agree.
    if (label !== undefined) print(`${predicted} == ${label}: ${predicted === label ? 'o' : 'x'}`);
    else print(`${source}: ${predicted} (${percent(probabilities[predicted] ?? Number.NaN)})`);
  }
}

async function fromFile(path: string): Promise<Question> {
  const digit = normalisePicture(inkOf(await readPicture(path)))?.pixels;
  if (!digit) throw new ImageError(basename(path), phrase`holds no ink; draw a digit that stands out from the paper`);
  return { source: path, digit };
}

function fromTestSet(test: ImageSet, wanted: number): Question[] {
  return Array.from({ length: Math.min(wanted, test.count) }, (_, index) => ({
    source: `test ${index}`,
    digit: test.image(index),
    true: byteAt(test.labels, index),
  }));
}
