import { labelledAs } from '@shared/data/class-names';
import type { CandidateActivation } from '@shared/exchange/foreign/recognition';
import { createClassifier } from '@shared/training/classifier';
import { complete } from '@shared/training/evaluation';
import { measureRobustness } from '@shared/training/robustness';
import { Command, Option } from 'commander';
import { assertFits } from '../models/fits';
import { threadTeam, usualThreads } from '../threads/team';
import { givenDataset, placeOfData } from './dataset-option';
import { loadParameters } from './load-parameters';
import { count, options, withOptions } from './options';
import { percent, print, printJson } from './output';

interface RobustnessOptions {
  params: string;
  activation?: CandidateActivation;
  images: number;
  data?: string;
  with?: Record<string, unknown>;
  json?: boolean;
}

export function robustnessCommand(): Command {
  return withOptions(
    new Command('robustness').description('Try parameters on test images that are moved, scaled, turned, drawn otherwise.'),
    options.params(),
    options.activation(),
    new Option('--images <n>', 'how many test images, spread over the set').argParser(count).default(10_000),
    options.dataOfNetwork(),
    options.with(),
    options.json(),
  ).action(robustness);
}

async function robustness(given: RobustnessOptions): Promise<void> {
  const dataset = await givenDataset({ ...given, data: await placeOfData(given.data, given.params) });
  const { spec, tensors } = await loadParameters(given.params, dataset, { activation: given.activation });
  assertFits({ spec }, dataset.test.shape);
  const classifier = createClassifier(spec.network, spec.data.scaling, tensors, threadTeam(usualThreads()));
  const { images, rows } = complete(
    measureRobustness(classifier, labelledAs(dataset.test, spec.network.classes).sample(Math.max(given.images, 1)), spec.network.recipe),
  );
  classifier.close();
  if (given.json) return printJson({ images, rows });
  print(`${images.toLocaleString('en')} test images${' '.repeat(24)}     naive  normalised`);
  for (const { label, naive, normalised } of rows)
    print(`${label.padEnd(42)} ${percent(naive).padStart(9)} ${(normalised === null ? '·' : percent(normalised)).padStart(11)}`);
}
