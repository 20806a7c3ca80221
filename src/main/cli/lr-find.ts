import { existsSync } from 'node:fs';
import { phrase } from '@shared/phrase';
import { dataSizeOf, fitToData, withNames } from '@shared/spec/examine-data';
import { findLearningRate, RULE, usualRates } from '@shared/training/find-learning-rate';
import { Command, Option } from 'commander';
import { writeText } from '../files/whole-files';
import { runSliced } from '../processes/run-sliced';
import { threadTeam, usualThreads } from '../threads/team';
import { givenDataset } from './dataset-option';
import { namedSpec } from './named-spec';
import { count, number, options, UsageError, withOptions } from './options';
import { print, printJson } from './output';
import { setOption, withGivenSettings } from './set-option';

interface FinderOptions {
  spec: string;
  set?: Record<string, unknown>;
  from: number;
  to: number;
  iterations: number;
  csv?: string;
  data: string;
  with?: Record<string, unknown>;
  json?: boolean;
}

export function lrFindCommand(): Command {
  const { from, to, iterations } = usualRates;
  return withOptions(
    new Command('lr-find').description('Suggest a learning rate: trains for a moment while it rises, and looks at how the loss falls.'),
    new Option('--spec <file>', 'the spec that is to be trained, or the name of a preset').makeOptionMandatory(),
    new Option('--from <x>', 'the first learning rate').argParser(number).default(from),
    new Option('--to <x>', 'the last').argParser(number).default(to),
    new Option('--iterations <n>', 'steps from one to the other').argParser(count).default(iterations),
    setOption(),
    new Option('--csv <file>', 'write learning rates and losses there'),
    options.data(),
    options.with(),
    options.json(),
  ).action(find);
}

async function find(given: FinderOptions): Promise<void> {
  const { from, to, iterations } = given;
  if (!(from > 0 && to > from)) throw new UsageError(phrase`${from} to ${to}: give --from above 0 and --to above it`, '--from');
  if (iterations < 10) throw new UsageError(phrase`${iterations}: is too few to see how the loss falls; give at least 10`, '--iterations');
  const dataset = await givenDataset(given);
  const size = dataSizeOf(dataset);
  const named = await namedSpec(given.spec);
  const spec = withGivenSettings(existsSync(given.spec) ? withNames(named, size) : fitToData(named, size), given.set ?? {});
  const createTeam = threadTeam(usualThreads());
  const finding = await runSliced(findLearningRate({ spec, dataset, createTeam, from, to, iterations }));
  const { points, smoothed, lowest, suggested } = finding;
  if (given.csv) {
    const lines = points.map(({ learningRate, loss }, index) => `${learningRate},${loss},${smoothed[index]}`);
    await writeText(given.csv, ['learning rate,loss,loss smoothed', ...lines, ''].join('\n'));
  }
  const rateAt = (place: number | null) => (place === null ? null : (points[place]?.learningRate ?? null));
  const rate = rateAt(suggested);
  if (given.json) {
    return printJson({
      suggestion: rate,
      lowest: rateAt(lowest),
      points: points.map((each, index) => ({ ...each, smoothed: smoothed[index] })),
    });
  }
  if (rate === null) print('the loss fell nowhere: give other rates (--from, --to), or more --iterations');
  else print(`learning rate ${Number(rate.toPrecision(2))}: ${RULE.template}`);
}
