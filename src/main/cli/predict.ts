import { basename } from 'node:path';
import { byteAt } from '@shared/at';
import { labelledAs, namesOfTrained, placesAmong } from '@shared/data/class-names';
import { inkOf, type RgbaImage } from '@shared/data/digits/ink';
import { blockOf } from '@shared/data/digits/measures';
import type { Region } from '@shared/data/digits/region';
import { digitsOf, type FoundDigit } from '@shared/data/digits/several';
import { ImageSet } from '@shared/data/image-set';
import { inkInput, inputOf } from '@shared/data/input-of';
import { ImageError } from '@shared/data/pictures/png';
import type { CandidateActivation } from '@shared/exchange/foreign/recognition';
import { KasaneError } from '@shared/kasane-error';
import { engine } from '@shared/kernels/engines';
import { featuresOf } from '@shared/nn/shape';
import { phrase } from '@shared/phrase';
import type { RunSpec } from '@shared/spec/run-spec';
import { type Classifier, createClassifier } from '@shared/training/classifier';
import { complete, type Predictions } from '@shared/training/evaluation';
import { soloTeam } from '@shared/training/team';
import { averagedOverViews, TEST_TIME_VIEWS } from '@shared/training/test-time-averaging';
import { Command, Option } from 'commander';
import type { LoadedDataset } from '../datasets/load-dataset';
import { assertWritable, writeText } from '../files/whole-files';
import { assertFits } from '../models/fits';
import { likenessOf, unlikeness } from '../models/likeness';
import type { Model } from '../models/model';
import { submissionCsv } from '../models/submission';
import { threadTeam, usualThreads } from '../threads/team';
import { givenDataset, placeOfData } from './dataset-option';
import { loadParameters } from './load-parameters';
import { count, options, UsageError, withOptions } from './options';
import { note, percent, print, printJson } from './output';
import { readPicture } from './read-picture';

interface PredictOptions {
  params: string;
  activation?: CandidateActivation;
  testTimeAveraging?: boolean;
  count: number;
  single?: boolean;
  data?: string;
  with?: Record<string, unknown>;
  submission?: string;
  json?: boolean;
}

/** One image to predict; of a picture of several, one of them. */
interface Question {
  readonly source: string;
  readonly image: Uint8Array;
  /** Known of test images only. */
  readonly true?: string;
  /** Where on its picture, and whether it may be several that touch. */
  readonly place?: Pick<FoundDigit, 'box' | 'touches'>;
}

/** A picture that cannot be predicted costs its own line. */
interface Refused {
  readonly source: string;
  readonly error: KasaneError;
}

interface Answer {
  readonly source: string;
  readonly predicted: string | number;
  readonly probabilities: readonly number[];
  /** Of the mean over so many views of the image, where that is asked for. */
  readonly testTimeAveraging?: { readonly views: number; readonly predicted: string | number; readonly probabilities: readonly number[] };
  readonly true?: string | number;
  /** How far from its training images: above 1 the image is unlike them. */
  readonly unlikeness?: number;
  readonly unlike?: boolean;
  readonly box?: Region;
  readonly touches?: boolean;
}

const BAD_INPUT = 2;

export function predictCommand(): Command {
  return withOptions(
    new Command('predict')
      .description('Predict the classes of pictures, or of the first test images.')
      .argument('[images...]', 'picture files: PNG, JPEG, WebP, BMP, GIF'),
    options.params(),
    options.testTimeAveraging(),
    options.activation(),
    new Option('--count <n>', 'how many test images, where no files are given').argParser(count).default(10),
    new Option('--single', 'every picture is of one digit, whatever is on it'),
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
  const place = await placeOfData(given.data, given.params);
  const dataset = await givenDataset({ ...given, data: place }, { bare: given.submission !== undefined });
  const told: string[] = [];
  const { spec, tensors } = await loadParameters(given.params, dataset, { activation: given.activation, tell: (text) => told.push(text) });
  if (files.length === 0) assertFits({ spec }, given.submission ? (dataset.unlabelled ?? dataset.test).shape : dataset.test.shape);
  const classifier = createClassifier(spec.network, spec.data.scaling, tensors, soloTeam(engine.create));
  const names = namesOfTrained(spec.network.classes, dataset.training.classes);
  if (given.submission) {
    told.forEach(note);
    return submit(given.submission, classifier, names, dataset, given.json);
  }
  const found = files.length > 0 ? await ofPictures(files, spec, given.single) : fromTestSet(dataset.test, names, given.count);
  const questions = found.flatMap((each) => ('error' in each ? [] : each));
  // Where nothing is predicted, how it would have been is of no interest.
  if (questions.length > 0) told.forEach(note);
  const averages = given.testTimeAveraging === true;
  const answers = await answersTo(questions, { spec, tensors, dataset, classifier, names, averages });
  const lines = found.map((each) => ('error' in each ? each : each.flatMap((question) => answers.get(question) ?? [])));
  if (lines.some((line) => 'error' in line)) process.exitCode = BAD_INPUT;
  if (given.json) {
    for (const line of lines) if ('error' in line) note(`kasane: ${line.error.message}`);
    return printJson(lines.flatMap(asJson));
  }
  for (const line of lines) {
    if ('error' in line) note(`kasane: ${line.error.message}`);
    else if (files.length === 0) for (const answer of line) print(comparedText(answer));
    else print(`${line[0]?.source}: ${line.map(answerText).join(', ')}`);
  }
}

/** As ever of a picture of one digit; of several a list, with the place of each. */
function asJson(line: readonly Answer[] | Refused): unknown[] {
  if ('error' in line) return [{ source: line.source, error: line.error.message }];
  const [first, second] = line;
  if (!second) return line.map(({ box: _, ...answer }) => answer);
  return [{ source: first?.source, digits: line.map(({ source: _, ...answer }) => answer) }];
}

/** The first app's form: predicted, true, and whether they agree. */
const comparedText = ({ predicted, true: label }: Answer) => `${predicted} == ${label}: ${predicted === label ? 'o' : 'x'}`;

const answerText = ({ predicted, probabilities, unlike, touches, testTimeAveraging: averaged }: Answer) => {
  const doubts = [
    percent(Math.max(...probabilities)),
    ...(averaged ? [`averaged over ${averaged.views} views ${averaged.predicted}, ${percent(Math.max(...averaged.probabilities))}`] : []),
    ...(unlike ? ['unlike its training images'] : []),
    ...(touches ? ['perhaps several that touch'] : []),
  ];
  return `${predicted} (${doubts.join('; ')})`;
};

interface Answering extends Pick<Model, 'spec' | 'tensors'> {
  readonly dataset: LoadedDataset;
  readonly classifier: Classifier;
  readonly names: readonly string[];
  /** Whether what comes of views of each image is told too. */
  readonly averages: boolean;
}

async function answersTo(questions: readonly Question[], { spec, tensors, dataset, classifier, names, averages }: Answering) {
  const { input, classes } = spec.network;
  const pixels = new Uint8Array(questions.length * featuresOf(input));
  questions.forEach(({ image }, index) => {
    pixels.set(image, index * image.length);
  });
  const images = new ImageSet(input, classes, pixels, new Uint8Array(questions.length));
  const far = await unlikenessOfAll();
  const averaged = averages && questions.length > 0 ? averagedPredictions() : null;
  return new Map(
    questions.map((question, index): [Question, Answer] => {
      const probabilities = classifier.probabilities(question.image)[0] ?? [];
      const best = probabilities.indexOf(Math.max(...probabilities));
      const away = far[index];
      const { source, true: label, place } = question;
      return [
        question,
        {
          ...{ source, predicted: named(names[best] ?? ''), probabilities },
          ...(averaged && { testTimeAveraging: averagedOf(averaged, index) }),
          ...(label !== undefined && { true: named(label) }),
          ...(away !== undefined && { unlike: away > 1, unlikeness: away }),
          ...(place && { box: place.box }),
          ...(place?.touches && { touches: true }),
        },
      ];
    }),
  );

  function averagedPredictions(): Predictions {
    const plain = complete(classifier.predictions(images));
    return complete(averagedOverViews(classifier, images, plain, spec.network.recipe));
  }

  function averagedOf({ predicted, probabilities }: Predictions, index: number) {
    return {
      views: TEST_TIME_VIEWS,
      predicted: named(names[byteAt(predicted, index)] ?? ''),
      probabilities: [...probabilities.subarray(index * classes.length, (index + 1) * classes.length)],
    };
  }

  /** With all threads, for what training images look like to the network may have to be learnt first. */
  async function unlikenessOfAll(): Promise<number[]> {
    if (questions.length === 0) return [];
    const team = createClassifier(spec.network, spec.data.scaling, tensors, threadTeam(usualThreads()));
    try {
      const likeness = await likenessOf({ spec, tensors }, dataset, team);
      return likeness ? await unlikeness(likeness, team, images) : [];
    } finally {
      team.close();
    }
  }
}

const inPixels = ({ left, top, right, bottom }: Region, block: number, { width, height }: RgbaImage): Region => ({
  left: left * block,
  top: top * block,
  right: Math.min(width, right * block),
  bottom: Math.min(height, bottom * block),
});

/** Of classes that are called by their numbers, those. */
const named = (name: string): string | number => (/^(0|[1-9]\d{0,2})$/.test(name) ? Number(name) : name);

/**
 * A list for each picture: of one digit, or of several where the network reads digits; or what keeps it from being read. One after
 * another, so that no more than one lies in memory.
 */
async function ofPictures(files: readonly string[], spec: RunSpec, single = false): Promise<(Question[] | Refused)[]> {
  const found: (Question[] | Refused)[] = [];
  for (const source of files) {
    try {
      found.push(questionsOf(source, await readPicture(source), spec, single));
    } catch (error) {
      if (!(error instanceof KasaneError)) throw error;
      found.push({ source, error });
    }
  }
  return found;
}

function questionsOf(source: string, picture: RgbaImage, { network }: RunSpec, single: boolean): Question[] {
  const several = network.recipe === 'mnist' && !single ? digitsOf(inkOf(picture)) : [];
  // Ink of large pictures is of blocks of their pixels.
  const block = blockOf(picture);
  const found = several.flatMap(({ ink, touches, box }): Question[] => {
    const image = inkInput(ink, network);
    return image ? [{ source, image, place: { touches, box: inPixels(box, block, picture) } }] : [];
  });
  if (found.length > 1 || found[0]?.place?.touches) return found;
  const image = inputOf(picture, network);
  if (!image) throw new ImageError(basename(source), phrase`holds no ink; it must stand out from the paper`);
  return [{ source, image }];
}

/** By the names of the network, where it knows the classes. */
function fromTestSet(set: ImageSet, names: readonly string[], wanted: number): Question[][] {
  const test = placesAmong(names, set.classes) ? labelledAs(set, names) : set;
  return Array.from({ length: Math.min(wanted, test.count) }, (_, index) => [
    { source: `test ${index}`, image: test.image(index), true: test.classes[byteAt(test.labels, index)] ?? '' },
  ]);
}

async function submit(path: string, classifier: Classifier, names: readonly string[], dataset: LoadedDataset, json = false): Promise<void> {
  const images = dataset.unlabelled;
  if (!images)
    throw new UsageError(phrase`${basename(dataset.folder)}: holds no images without labels; give the table to predict (test.csv)`, 'data');
  await writeText(path, submissionCsv(classifier, images, names));
  if (json) return printJson({ file: path, images: images.count });
  note(`${images.count.toLocaleString('en')} predictions written to ${path}`);
}
