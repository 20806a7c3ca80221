import type { CandidateActivation } from '@shared/training/activation';
import { createClassifier } from '@shared/training/classifier';
import { complete } from '@shared/training/evaluation';
import { Command } from 'commander';
import { loadDataset } from '../datasets/load-dataset';
import { threadTeam, usualThreads } from '../threads/team';
import { loadParameters } from './load-parameters';
import { options, withOptions } from './options';
import { percent, print, printJson } from './output';

interface EvaluateOptions {
  params: string;
  activation?: CandidateActivation;
  data: string;
  json?: boolean;
}

export function evaluateCommand(): Command {
  return withOptions(
    new Command('evaluate').description('Evaluate parameters on the test set.'),
    options.params(),
    options.activation(),
    options.data(),
    options.json(),
  ).action(evaluate);
}

async function evaluate(given: EvaluateOptions): Promise<void> {
  const dataset = await loadDataset(given.data);
  const { network, tensors, scaling } = await loadParameters(given.params, dataset, given.activation);
  const classifier = createClassifier(network, scaling, tensors, threadTeam(usualThreads()));
  const { images, correct, accuracy, confusion } = complete(classifier.evaluate(dataset.test));
  classifier.close();
  if (given.json) return printJson({ images, correct, accuracy, confusion });
  print(`${correct.toLocaleString('en')} of ${images.toLocaleString('en')} test images right: ${percent(accuracy)}`);
  print(`\ntrue \\ predicted\n    ${confusion.map((_, digit) => String(digit).padStart(5)).join('')}`);
  confusion.forEach((row, digit) => {
    print(`  ${digit} ${row.map((each) => String(each || '·').padStart(5)).join('')}`);
  });
}
