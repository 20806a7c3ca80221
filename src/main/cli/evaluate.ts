import { confusionOf } from '@shared/analysis/confusion';
import { type EnsembleRule, ensemble, ensembleRules } from '@shared/analysis/ensemble';
import type { Dataset } from '@shared/data/image-set';
import type { CandidateActivation } from '@shared/exchange/foreign/recognition';
import { createClassifier } from '@shared/training/classifier';
import { complete, type Predictions } from '@shared/training/evaluation';
import { Command, Option } from 'commander';
import { loadDataset } from '../datasets/load-dataset';
import { threadTeam, usualThreads } from '../threads/team';
import { loadParameters } from './load-parameters';
import { options, withOptions } from './options';
import { percent, print, printJson } from './output';

interface EvaluateOptions {
  params: string[];
  by: EnsembleRule;
  activation?: CandidateActivation;
  data: string;
  json?: boolean;
}

export function evaluateCommand(): Command {
  return withOptions(
    new Command('evaluate').description('Evaluate parameters on the test set; several of them as an ensemble.'),
    options.params().argParser((place: string, before: string[] | undefined) => [...(before ?? []), place]),
    new Option('--by <rule>', 'how an ensemble predicts').choices([...ensembleRules]).default('mean'),
    options.activation(),
    options.data(),
    options.json(),
  ).action(evaluate);
}

async function evaluate(given: EvaluateOptions): Promise<void> {
  const dataset = await loadDataset(given.data);
  const { labels, classes } = dataset.test;
  const opinions: Predictions[] = [];
  for (const place of given.params) opinions.push(await opinionOf(place, dataset, given.activation));
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
  if (given.json) return printJson({ images, correct, accuracy, confusion, ...(several && { by: given.by, members }) });
  if (several) for (const each of members) print(`${percent(each.accuracy)}  ${each.params}`);
  print(`${correct.toLocaleString('en')} of ${images.toLocaleString('en')} test images right: ${percent(accuracy)}`);
  print(`\ntrue \\ predicted\n    ${confusion.map((_, digit) => String(digit).padStart(5)).join('')}`);
  confusion.forEach((row, digit) => {
    print(`  ${digit} ${row.map((each) => String(each || '·').padStart(5)).join('')}`);
  });
}

async function opinionOf(place: string, dataset: Dataset, activation?: CandidateActivation): Promise<Predictions> {
  const { spec, tensors } = await loadParameters(place, dataset, { activation: activation });
  const classifier = createClassifier(spec.network, spec.data.scaling, tensors, threadTeam(usualThreads()));
  try {
    return complete(classifier.predictions(dataset.test));
  } finally {
    classifier.close();
  }
}

const correctOf = (predicted: ArrayLike<number>, labels: Uint8Array) =>
  labels.reduce((sum, label, image) => sum + (label === predicted[image] ? 1 : 0), 0);
