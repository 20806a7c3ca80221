import { curveFormats } from '@shared/exchange/curves';
import { formatOfName } from '@shared/exchange/format-of-name';
import { exportFormats, takesSeveral } from '@shared/exchange/networks/export-parameters';
import { phrase } from '@shared/phrase';
import { Command, Option } from 'commander';
import { writePage, writeParameters } from '../files/parameters-file';
import { assertWritable } from '../files/whole-files';
import { findRun } from '../runs/begin';
import { exportCurves } from '../runs/run-curves';
import { threadTeam, usualThreads } from '../threads/team';
import { givenDataset, placeOfData } from './dataset-option';
import { loadParameters } from './load-parameters';
import { options, UsageError, withOptions } from './options';
import { note, percent, print, printJson } from './output';

interface ExportOptions {
  /** One, or several that go into one web page. */
  params: readonly [string, ...string[]];
  format?: string;
  out: string;
  runs: string;
  data?: string;
  with?: Record<string, unknown>;
  json?: boolean;
}

const formats = [...exportFormats, ...curveFormats];

/** `kasane export`: a trained network, or the curves of a run, as a file for others. */
export function exportCommand(): Command {
  const types = formats.map(({ type }) => type);
  return withOptions(
    new Command('export').description(
      'Write a trained network, or a run’s curves, in a format; a network is read again before it counts as written.',
    ),
    new Option(
      '--params <place...>',
      'a file of parameters of any format, a run, or a model that Kasane comes with; several for a web page with all of them',
    ).makeOptionMandatory(),
    new Option('--format <type>', 'the format; by default as the name of the file says').choices(types),
    new Option('--out <file>', 'where it goes').makeOptionMandatory(),
    options.runs(),
    options.dataOfNetwork(),
    options.with(),
    options.json(),
  ).action(exportNetwork);
}

async function exportNetwork({ params, format, out, runs, json, ...given }: ExportOptions): Promise<void> {
  await assertWritable(out);
  const type = format ?? formatOfName(out, formats).type;
  const [first, ...others] = params;
  if (others.length > 0 && !takesSeveral(type))
    throw new UsageError(phrase`${type}: is of one network; write a web page (.html), or give one`, 'params');
  const curves = curveFormats.find((each) => each.type === type);
  if (curves) {
    const folder = await findRun(runs, first);
    await exportCurves(folder, out, curves);
    return json ? printJson({ format: type, file: out }) : note(`written to ${out}`);
  }
  const dataset = await givenDataset({ ...given, data: await placeOfData(given.data, first) });
  // A run may be named without its folder, as everywhere else.
  const load = async (each: string) => loadParameters(await findRun(runs, each).catch(() => each), dataset);
  const createTeam = threadTeam(usualThreads());
  if (others.length > 0) {
    const networks = [];
    for (const each of params) networks.push(await load(each));
    const { accuracies, images } = await writePage(out, type, networks, dataset, createTeam);
    if (json) return printJson({ format: type, file: out, images, accuracies });
    const right = accuracies.map(percent).join(', ');
    return print(`written to ${out} and read again: ${right} of ${images.toLocaleString('en')} test images right`);
  }
  const { accuracy, images } = await writeParameters(out, type, await load(first), dataset, createTeam);
  if (json) return printJson({ format: type, file: out, images, accuracy });
  print(`written to ${out} and read again: ${percent(accuracy)} of ${images.toLocaleString('en')} test images right`);
}
