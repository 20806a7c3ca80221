import { basename } from 'node:path';
import { type CandidateActivation, recognitionText } from '@shared/exchange/foreign/recognition';
import { evaluated } from '@shared/exchange/networks/export-parameters';
import { Command, Option } from 'commander';
import { readParameters } from '../files/parameters-file';
import { keepAsRun } from '../runs/keep-as-run';
import { recycledTeam, usualThreads } from '../threads/team';
import { givenDataset } from './dataset-option';
import { specFile } from './named-spec';
import { nameItsNetwork, options, withOptions } from './options';
import { percent, print, printJson } from './output';

interface ImportOptions {
  spec?: string;
  activation?: CandidateActivation;
  as?: string;
  dry?: boolean;
  runs: string;
  data: string;
  with?: Record<string, unknown>;
  json?: boolean;
}

/** `kasane import`: a trained network of a file as a run. */
export function importCommand(): Command {
  return withOptions(
    new Command('import')
      .description('Tell what a file of parameters holds, evaluate it, and make a run of it.')
      .argument(
        '<file>',
        'a trained network: params.json, safetensors, npz, .pkl, PyTorch’s .pth, Keras’ .keras or .h5, TensorFlow.js’ model.json, ONNX, or what Kasane exported',
      ),
    new Option('--spec <file>', 'the spec that its tensors belong to, where the file does not say'),
    options.activation(),
    new Option('--as <reading>', 'which of the readings that were told to take, by its words, where several come near'),
    new Option('--dry', 'only tell; make no run'),
    options.runs(),
    options.data(),
    options.with(),
    options.json(),
  ).action(importNetwork);
}

async function importNetwork(path: string, given: ImportOptions): Promise<void> {
  const dataset = await givenDataset(given);
  const createTeam = recycledTeam(usualThreads());
  const spec = given.spec === undefined ? undefined : await specFile(given.spec);
  const found = await readParameters(path, {
    ...{ dataset, createTeam, spec, activation: given.activation, chosen: given.as },
    remedy: nameItsNetwork,
  });
  const test = evaluated(found, dataset.test, createTeam);
  const run = given.dry ? null : basename(await keepAsRun(given.runs, { ...found, test }, dataset));
  const { format, summary, recognised, claimed } = found;
  if (given.json)
    return printJson({
      format,
      summary,
      network: found.spec.network,
      recognised,
      claimed,
      images: test.images,
      accuracy: test.accuracy,
      run,
    });
  print(`${basename(path)}: ${format}, ${summary}`);
  if (recognised) print(recognitionText(recognised));
  if (claimed !== null) print(`claims ${percent(claimed)} of its test images`);
  print(`${test.correct.toLocaleString('en')} of ${test.images.toLocaleString('en')} test images right: ${percent(test.accuracy)}`);
  if (run) print(`kept as “${run}”`);
}
