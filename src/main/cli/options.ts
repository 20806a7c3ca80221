import { dataOptionsSchema } from '@shared/data/sources/options';
import { candidateActivations } from '@shared/exchange/foreign/recognition';
import { KasaneError } from '@shared/kasane-error';
import { phrase } from '@shared/phrase';
import { TEST_TIME_VIEWS } from '@shared/training/test-time-averaging';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { builtInDataset } from '../datasets/built-in';
import { usualRunsFolder } from '../runs/location';

/** What was asked for does not go together. */
export class UsageError extends KasaneError {
  override name = 'UsageError';
}

export function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('Give a number.');
  return value;
}

export function count(text: string): number {
  const value = number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('Give a whole number of at least 0.');
  return value;
}

/** `name=value`, the value as JSON or, where it is none, as text. */
function assignment(text: string): Record<string, unknown> {
  const [name = '', ...value] = text.split('=');
  if (value.length === 0) throw new InvalidArgumentError('Give name=value.');
  try {
    return { [name]: JSON.parse(value.join('=')) };
  } catch {
    return { [name]: value.join('=') };
  }
}

export const DATA_HELP = 'labelled images: IDX, CSV, npz, pickle, Parquet, CIFAR, or pictures in a folder (or zip) for each class';
const dataOptionNames = Object.keys(dataOptionsSchema.shape).join(', ');

/** Options that several commands have, worded once. */
export const options = {
  data: () => new Option('--data <place>', DATA_HELP).default(builtInDataset(), 'MNIST as installed'),
  /** Of commands that take a network: without it, the data that a run was trained on. */
  dataOfNetwork: () => new Option('--data <place>', `${DATA_HELP}; by default those of the run, else MNIST as installed`),
  with: () =>
    new Option(
      '--with <name=value>',
      `how the data are read, such as side=64 or choice=letters: ${dataOptionNames}; may be given again`,
    ).argParser((text: string, before: Record<string, unknown> | undefined) => ({ ...before, ...assignment(text) })),
  runs: () =>
    new Option('--runs <folder>', 'folder that holds all runs').default(usualRunsFolder(), 'where the studio keeps them; or KASANE_RUNS'),
  set: (what: string) =>
    new Option('--set <name=value>', `${what}; may be given again`).argParser((text: string, before: Record<string, unknown>) => ({
      ...before,
      ...assignment(text),
    })),
  json: () => new Option('--json', 'print JSON as the last line'),
  params: () =>
    new Option('--params <place>', 'a file of parameters of any format, a run, or a model that Kasane comes with').makeOptionMandatory(),
  testTimeAveraging: () =>
    new Option(
      '--test-time-averaging',
      `tell beside it what comes of the mean over ${TEST_TIME_VIEWS} views of each image, moved by a pixel and turned a little`,
    ),
  activation: () =>
    new Option('--activation <name>', 'hidden activation; found out on validation images if left out').choices([...candidateActivations]),
};

/** What to do on the command line where nothing is known of a file's network. */
export const nameItsNetwork = phrase`say which network it is: kasane import FILE --spec SPEC; kasane spec --preset NAME prints one to edit`;

export const withOptions = (command: Command, ...list: Option[]) => list.reduce((each, option) => each.addOption(option), command);
