import { type ConfusionMatrix, confusionOf, worstPairs } from '@shared/analysis/confusion';
import { type EnsembleRule, ensemble, ensembleRules, inOrderOf } from '@shared/analysis/ensemble';
import { labelledAs } from '@shared/data/class-names';
import type { ImageSet } from '@shared/data/image-set';
import type { CandidateActivation } from '@shared/exchange/foreign/recognition';
import { createClassifier } from '@shared/training/classifier';
import { complete, type Predictions } from '@shared/training/evaluation';
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
  data?: string;
  with?: Record<string, unknown>;
  json?: boolean;
}

export function evaluateCommand(): Command {
  return withOptions(
    new Command('evaluate').description('Evaluate parameters on the test set; several of them as an ensemble.'),
    options.params().argParser((place: string, before: string[] | undefined) => [...(before ?? []), place]),
    new Option('--by <rule>', 'how an ensemble predicts').choices([...ensembleRules]).default('mean'),
    options.activation(),
    options.dataOfNetwork(),
    options.with(),
    options.json(),
  ).action(evaluate);
}

async function evaluate(given: EvaluateOptions): Promise<void> {
  const dataset = await givenDataset({ ...given, data: await placeOfData(given.data, given.params[0] ?? '') });
  const opinions: Predictions[] = [];
  let first: Pick<Model, 'spec'> | null = null;
  let test = dataset.test;
  for (const place of given.params) {
    const member = await loadParameters(place, dataset, { activation: given.activation });
    assertFits(member, dataset.test.shape);
    first ??= member;
    // The classes are the first network's, which may know more of them than the images are of.
    test = labelledAs(dataset.test, first.spec.network.classes);
    opinions.push(inOrderOf(opinionOf(member, dataset.test), member.spec.network.classes, first.spec.network.classes, test.labels));
  }
  const { labels, classes } = test;
  const [alone] = opinions;
  const { predicted } = alone && opinions.length === 1 ? alone : ensemble(opinions, labels, classes.length, given.by);
  const correct = correctOf(predicted, labels);
  const images = labels.length;
  const accuracy = correct / images;
  const confusion = confusionOf(labels, predicted, classes.length);
  const members = given.params.map((place, index) => ({
    params: place,
    accuracy: correctOf(opinions[index]?.predicted ?? [], labels) / images,
  }));
  const several = members.length > 1;
  if (given.json) return printJson({ images, correct, accuracy, classes, confusion, ...(several && { by: given.by, members }) });
  if (several) for (const each of members) print(`${percent(each.accuracy)}  ${each.params}`);
  print(`${correct.toLocaleString('en')} of ${images.toLocaleString('en')} test images right: ${percent(accuracy)}`);
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

function opinionOf({ spec, tensors }: Pick<Model, 'spec' | 'tensors'>, test: ImageSet): Predictions {
  const classifier = createClassifier(spec.network, spec.data.scaling, tensors, threadTeam(usualThreads()));
  try {
    return complete(classifier.predictions(labelledAs(test, spec.network.classes)));
  } finally {
    classifier.close();
  }
}

const correctOf = (predicted: ArrayLike<number>, labels: Uint8Array) =>
  labels.reduce((sum, label, image) => sum + (label === predicted[image] ? 1 : 0), 0);
