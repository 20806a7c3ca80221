import { curveFormats } from '@shared/exchange/curves';
import { formatOfName } from '@shared/exchange/format-of-name';
import { exportFormats } from '@shared/exchange/networks/export-parameters';
import { Command, Option } from 'commander';
import { writeParameters } from '../files/parameters-file';
import { assertWritable } from '../files/whole-files';
import { findRun } from '../runs/begin';
import { exportCurves } from '../runs/run-curves';
import { threadTeam, usualThreads } from '../threads/team';
import { givenDataset, placeOfData } from './dataset-option';
import { loadParameters } from './load-parameters';
import { options, withOptions } from './options';
import { note, percent, print, printJson } from './output';

interface ExportOptions {
  params: string;
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
    options.params(),
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
  const curves = curveFormats.find((each) => each.type === type);
  if (curves) {
    const folder = await findRun(runs, params);
    await exportCurves(folder, out, curves);
    return json ? printJson({ format: type, file: out }) : note(`written to ${out}`);
  }
  const dataset = await givenDataset({ ...given, data: await placeOfData(given.data, params) });
  // A run may be named without its folder, as everywhere else.
  const place = await findRun(runs, params).catch(() => params);
  const { spec, tensors } = await loadParameters(place, dataset);
  const { accuracy, images } = await writeParameters(out, type, { spec, tensors }, dataset, threadTeam(usualThreads()));
  if (json) return printJson({ format: type, file: out, images, accuracy });
  print(`written to ${out} and read again: ${percent(accuracy)} of ${images.toLocaleString('en')} test images right`);
}
