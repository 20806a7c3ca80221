import { type ConfusionMatrix, confusionOf, worstPairs } from '@shared/analysis/confusion';
import { type EnsembleRule, ensemble, ensembleRules, inOrderOf } from '@shared/analysis/ensemble';
import { labelledAs } from '@shared/data/class-names';
import type { ImageSet } from '@shared/data/image-set';
import type { CandidateActivation } from '@shared/exchange/foreign/recognition';
import { createClassifier } from '@shared/training/classifier';
import { complete, type Predictions } from '@shared/training/evaluation';
import { averagedOverViews, TEST_TIME_VIEWS } from '@shared/training/test-time-averaging';
import { Command, Option } from 'commander';
import stringWidth from 'string-width';
import { assertFits } from '../models/fits';
import type { Model } from '../models/model';
import { threadTeam, usualThreads } from '../threads/team';
import { givenDataset, placeOfData } from './dataset-option';
import { loadParameters } from './load-parameters';
import { options, withOptions } from './options';
import { padEnd, padStart, percent, print, printJson } from './output';

interface EvaluateOptions {
  params: string[];
  by: EnsembleRule;
  activation?: CandidateActivation;
  testTimeAveraging?: boolean;
  data?: string;
  with?: Record<string, unknown>;
  json?: boolean;
}

export function evaluateCommand(): Command {
  return withOptions(
    new Command('evaluate').description('Evaluate parameters on the test set; several of them as an ensemble.'),
    options.params().argParser((place: string, before: string[] | undefined) => [...(before ?? []), place]),
    new Option('--by <rule>', 'how an ensemble predicts').choices([...ensembleRules]).default('mean'),
    options.testTimeAveraging(),
    options.activation(),
    options.dataOfNetwork(),
    options.with(),
    options.json(),
  ).action(evaluate);
}

async function evaluate(given: EvaluateOptions): Promise<void> {
  const dataset = await givenDataset({ ...given, data: await placeOfData(given.data, given.params[0] ?? '') });
  const opinions: Opinions[] = [];
  let first: Pick<Model, 'spec'> | null = null;
  let test = dataset.test;
  for (const place of given.params) {
    const member = await loadParameters(place, dataset, { activation: given.activation });
    assertFits(member, dataset.test.shape);
    first ??= member;
    // The classes are the first network's, which may know more of them than the images are of.
    test = labelledAs(dataset.test, first.spec.network.classes);
    const own = opinionOf(member, dataset.test, given.testTimeAveraging);
    const { classes: wanted } = first.spec.network;
    const ordered = (each: Predictions) => inOrderOf(each, member.spec.network.classes, wanted, test.labels);
    opinions.push({ plain: ordered(own.plain), averaged: own.averaged && ordered(own.averaged) });
  }
  const { labels, classes } = test;
  const together = (all: readonly Predictions[]) => {
    const [alone] = all;
    return (alone && all.length === 1 ? alone : ensemble(all, labels, classes.length, given.by)).predicted;
  };
  const predicted = together(opinions.map(({ plain }) => plain));
  const averaged = opinions.flatMap((each) => each.averaged ?? []);
  const correctAveraged = averaged.length > 0 ? correctOf(together(averaged), labels) : null;
  const correct = correctOf(predicted, labels);
  const images = labels.length;
  const accuracy = correct / images;
  const confusion = confusionOf(labels, predicted, classes.length);
  const members = given.params.map((place, index) => ({
    params: place,
    accuracy: correctOf(opinions[index]?.plain.predicted ?? [], labels) / images,
  }));
  const testTimeAveraging = correctAveraged !== null && {
    ...{ views: TEST_TIME_VIEWS, correct: correctAveraged, accuracy: correctAveraged / images },
  };
  const several = members.length > 1;
  if (given.json)
    return printJson({
      ...{ images, correct, accuracy, classes, confusion },
      ...(several && { by: given.by, members }),
      ...(testTimeAveraging && { testTimeAveraging }),
    });
  if (several) for (const each of members) print(`${percent(each.accuracy)}  ${each.params}`);
  print(`${correct.toLocaleString('en')} of ${images.toLocaleString('en')} test images right: ${percent(accuracy)}`);
  if (testTimeAveraging)
    print(
      `averaged over ${TEST_TIME_VIEWS} views of each: ${correctAveraged?.toLocaleString('en')}, ${percent(testTimeAveraging.accuracy)}`,
    );
  print('');
  if (classes.length > MOST_IN_MATRIX) printWorst(confusion, classes);
  else printMatrix(confusion, classes);
}

/** Of more classes a matrix is wider than anybody's screen. */
const MOST_IN_MATRIX = 20;
const WORST = 20;

function printMatrix(confusion: ConfusionMatrix, classes: readonly string[]): void {
  const most = Math.max(...confusion.flat());
  const cell = Math.max(4, String(most).length) + 1;
  // Names that are no longer than a cell stand over their columns; of others their numbers do.
  const areShort = classes.every((name) => stringWidth(name) < cell);
  const heads = classes.map((name, index) => (areShort ? name : String(index)));
  const names = classes.map((name, index) => (areShort ? name : `${index} ${name}`));
  const wide = Math.max(...names.map((name) => stringWidth(name)));
  print(`true \\ predicted\n  ${' '.repeat(wide)} ${heads.map((head) => padStart(head, cell)).join('')}`);
  confusion.forEach((row, label) => {
    print(`  ${padEnd(names[label] ?? '', wide)} ${row.map((each) => String(each || '·').padStart(cell)).join('')}`);
  });
}

function printWorst(confusion: ConfusionMatrix, classes: readonly string[]): void {
  const worst = worstPairs(confusion).slice(0, WORST);
  print(worst.length > 0 ? `the most frequent mistakes of ${classes.length} classes (--json has the whole matrix)` : 'no mistakes');
  for (const { label, predicted, count, of } of worst)
    print(`${String(count).padStart(6)} of ${of.toLocaleString('en')} ${classes[label]} predicted as ${classes[predicted]}`);
}

interface Opinions {
  readonly plain: Predictions;
  /** Over views of each image; null where that is not asked for. */
  readonly averaged: Predictions | null;
}

function opinionOf({ spec, tensors }: Pick<Model, 'spec' | 'tensors'>, test: ImageSet, averages = false): Opinions {
  const classifier = createClassifier(spec.network, spec.data.scaling, tensors, threadTeam(usualThreads()));
  try {
    const images = labelledAs(test, spec.network.classes);
    const plain = complete(classifier.predictions(images));
    return { plain, averaged: averages ? complete(averagedOverViews(classifier, images, plain, spec.network.recipe)) : null };
  } finally {
    classifier.close();
  }
}

const correctOf = (predicted: ArrayLike<number>, labels: Uint8Array) =>
  labels.reduce((sum, label, image) => sum + (label === predicted[image] ? 1 : 0), 0);
