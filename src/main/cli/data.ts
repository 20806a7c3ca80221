import { classCounts } from '@shared/data/class-names';
import { doubtsOf } from '@shared/data/doubts';
import { say } from '@shared/phrase';
import { Command } from 'commander';
import stringWidth from 'string-width';
import { imageKeys } from '../datasets/image-keys';
import { givenDataset } from './dataset-option';
import { DATA_HELP, options, withOptions } from './options';
import { padEnd, print, printJson } from './output';

interface DataOptions {
  with?: Record<string, unknown>;
  json?: boolean;
}

/** `kasane data PLACE`: what it holds. */
export function dataCommand(): Command {
  return withOptions(
    new Command('data')
      .description('Tell what labelled images a place holds, and what may be wrong with them.')
      .argument('<place>', DATA_HELP),
    options.with(),
    options.json(),
  ).action(describe);
}

async function describe(place: string, given: DataOptions): Promise<void> {
  const dataset = await givenDataset({ ...given, data: place }, { bare: true });
  const { training, validation, test, unlabelled, leftOut } = dataset;
  const labelled = { training, ...(validation && { validation }), test };
  const keys = Object.fromEntries(Object.entries(labelled).map(([part, images]) => [part, imageKeys(images)]));
  const warnings = doubtsOf(dataset, keys).map((doubt) => say(doubt));
  const sums = Object.values(labelled).map(classCounts);
  const counts = training.classes.map((_, label) => sums.reduce((sum, each) => sum + (each[label] ?? 0), 0));
  const parts = { training: training.count, validation: validation?.count ?? 0, test: test.count, unlabelled: unlabelled?.count ?? 0 };
  if (given.json)
    return printJson({
      source: dataset.source,
      reason: say(dataset.reason),
      ...(dataset.choices.length > 0 && { choice: dataset.choice, choices: dataset.choices }),
      name: dataset.name,
      shape: training.shape,
      classes: training.classes,
      counts: Object.fromEntries(training.classes.map((name, label) => [name, counts[label]])),
      parts,
      putAside: dataset.aside && { share: dataset.aside.share, seed: dataset.aside.seed },
      recipe: dataset.recipe,
      warnings,
      leftOut: leftOut.map(({ place: of, reason }) => ({ place: of, reason: say(reason) })),
      leftOutCount: dataset.leftOutCount,
      checksums: dataset.checksums,
    });
  print(`${dataset.name}: ${dataset.source}, ${say(dataset.reason)}`);
  if (dataset.choices.length > 0) print(`of several here, ${dataset.choice}; others by --with choice=: ${dataset.choices.join(', ')}`);
  print(`images of ${training.shape.slice(0, 2).join('×')}, ${training.shape[2] === 3 ? 'in colour' : 'grey'}`);
  for (const [part, count] of Object.entries(parts)) if (count > 0) print(`${part.padEnd(11)} ${count.toLocaleString('en').padStart(9)}`);
  if (dataset.aside) print(`(it has no test part: ${(dataset.aside.share * 100).toFixed(1)} % of each class are put aside, and stay so)`);
  print(`${training.classes.length} classes`);
  const [wide, most] = [Math.max(...training.classes.map((name) => stringWidth(name))), Math.max(...counts)];
  training.classes.forEach((name, label) => {
    const count = counts[label] ?? 0;
    print(`  ${padEnd(name, wide)} ${count.toLocaleString('en').padStart(9)} ${'▇'.repeat(Math.round((30 * count) / most))}`);
  });
  for (const warning of warnings) print(`warning: ${warning}`);
}
