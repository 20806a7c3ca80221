import { basename } from 'node:path';
import { byteAt } from '@shared/at';
import { labelledAs, namesOfTrained, placesAmong } from '@shared/data/class-names';
import type { RgbaImage } from '@shared/data/digits/ink';
import type { ImageSet } from '@shared/data/image-set';
import { inputOf } from '@shared/data/input-of';
import { ImageError } from '@shared/data/pictures/png';
import type { CandidateActivation } from '@shared/exchange/foreign/recognition';
import { engine } from '@shared/kernels/engines';
import { phrase } from '@shared/phrase';
import type { RunSpec } from '@shared/spec/run-spec';
import { type Classifier, createClassifier } from '@shared/training/classifier';
import { soloTeam } from '@shared/training/team';
import { Command, Option } from 'commander';
import type { LoadedDataset } from '../datasets/load-dataset';
import { assertWritable, writeText } from '../files/whole-files';
import { assertFits } from '../models/fits';
import { submissionCsv } from '../models/submission';
import { givenDataset, placeOfData } from './dataset-option';
import { loadParameters } from './load-parameters';
import { count, options, UsageError, withOptions } from './options';
import { note, percent, print, printJson } from './output';
import { readPicture } from './read-picture';

interface PredictOptions {
  params: string;
  activation?: CandidateActivation;
  count: number;
  data?: string;
  with?: Record<string, unknown>;
  submission?: string;
  json?: boolean;
}

interface Question {
  readonly source: string;
  readonly image: Uint8Array;
  /** Known of test images only. */
  readonly true?: string;
}

export function predictCommand(): Command {
  return withOptions(
    new Command('predict')
      .description('Predict the classes of pictures, or of the first test images.')
      .argument('[images...]', 'picture files: PNG, JPEG, WebP, BMP, GIF'),
    options.params(),
    options.activation(),
    new Option('--count <n>', 'how many test images, where no files are given').argParser(count).default(10),
    new Option('--submission <file>', 'predict every image without a label, and write Kaggle’s ImageId,Label there'),
    options.dataOfNetwork(),
    options.with(),
    options.json(),
  ).action(predict);
}

async function predict(files: string[], given: PredictOptions): Promise<void> {
  if (given.submission) {
    if (files.length > 0) throw new UsageError('pictures and a submission do not go together; leave one out', 'submission');
    await assertWritable(given.submission);
  }
  const pictures = await Promise.all(files.map(async (path) => ({ path, picture: await readPicture(path) })));
  const place = await placeOfData(given.data, given.params);
  const dataset = await givenDataset({ ...given, data: place }, { bare: given.submission !== undefined });
  const found: string[] = [];
  const { spec, tensors } = await loadParameters(given.params, dataset, { activation: given.activation, tell: (text) => found.push(text) });
  if (files.length === 0) assertFits({ spec }, given.submission ? (dataset.unlabelled ?? dataset.test).shape : dataset.test.shape);
  const classifier = createClassifier(spec.network, spec.data.scaling, tensors, soloTeam(engine.create));
  const names = namesOfTrained(spec.network.classes, dataset.training.classes);
  if (given.submission) {
    found.forEach(note);
    return submit(given.submission, classifier, names, dataset, given.json);
  }
  const questions = pictures.length > 0 ? pictures.map((each) => ofPicture(each, spec)) : fromTestSet(dataset.test, names, given.count);
  found.forEach(note);
  const predictions = questions.map(({ source, image, true: label }) => {
    const probabilities = classifier.probabilities(image)[0] ?? [];
    const best = probabilities.indexOf(Math.max(...probabilities));
    return { source, predicted: named(names[best] ?? ''), probabilities, ...(label !== undefined && { true: named(label) }), best };
  });
  if (given.json) return printJson(predictions.map(({ best: _, ...prediction }) => prediction));
  for (const { source, predicted, probabilities, best, true: label } of predictions) {
    // The first app's form: predicted, true, and whether they agree.
    if (label !== undefined) print(`${predicted} == ${label}: ${predicted === label ? 'o' : 'x'}`);
    else print(`${source}: ${predicted} (${percent(probabilities[best] ?? Number.NaN)})`);
  }
}

/** Of classes that are called by their numbers, those. */
const named = (name: string): string | number => (/^(0|[1-9]\d{0,2})$/.test(name) ? Number(name) : name);

function ofPicture({ path, picture }: { readonly path: string; readonly picture: RgbaImage }, { network }: RunSpec): Question {
  const image = inputOf(picture, network);
  if (!image) throw new ImageError(basename(path), phrase`holds no ink; draw a digit that stands out from the paper`);
  return { source: path, image };
}

/** By the names of the network, where it knows the classes. */
function fromTestSet(set: ImageSet, names: readonly string[], wanted: number): Question[] {
  const test = placesAmong(names, set.classes) ? labelledAs(set, names) : set;
  return Array.from({ length: Math.min(wanted, test.count) }, (_, index) => ({
    source: `test ${index}`,
    image: test.image(index),
    true: test.classes[byteAt(test.labels, index)] ?? '',
  }));
}

async function submit(path: string, classifier: Classifier, names: readonly string[], dataset: LoadedDataset, json = false): Promise<void> {
  const images = dataset.unlabelled;
  if (!images)
    throw new UsageError(phrase`${basename(dataset.folder)}: holds no images without labels; give the table to predict (test.csv)`, 'data');
  await writeText(path, submissionCsv(classifier, images, names));
  if (json) return printJson({ file: path, images: images.count });
  note(`${images.count.toLocaleString('en')} predictions written to ${path}`);
}
