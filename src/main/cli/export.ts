import { curveFormats } from '@shared/exchange/curves';
import { formatOfName } from '@shared/exchange/format-of-name';
import { type ExportedWithData, exportFormats } from '@shared/exchange/networks/export-parameters';
import { phrase } from '@shared/phrase';
import { Command, Option } from 'commander';
import { writeParameters } from '../files/parameters-file';
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
  const [first] = params;
  const curves = curveFormats.find((each) => each.type === type);
  if (curves) {
    if (params.length > 1) throw new UsageError(phrase`${type}: holds the curves of one run; give one`, 'params');
    const folder = await findRun(runs, first);
    await exportCurves(folder, out, curves);
    return json ? printJson({ format: type, file: out }) : note(`written to ${out}`);
  }
  const networks: ExportedWithData[] = [];
  const datasets = new Map<string, ExportedWithData['dataset']>();
  for (const each of params) {
    // A run may be named without its folder, as everywhere else.
    const place = await findRun(runs, each).catch(() => each);
    const data = await placeOfData(given.data, each);
    const dataset = datasets.get(data) ?? (await givenDataset({ ...given, data }));
    datasets.set(data, dataset);
    networks.push({ ...(await loadParameters(place, dataset)), dataset });
  }
  const { accuracies } = await writeParameters(out, type, networks, threadTeam(usualThreads()));
  const images = networks[0]?.dataset.test.count ?? 0;
  if (json) return printJson({ format: type, file: out, images, ...(params.length > 1 ? { accuracies } : { accuracy: accuracies[0] }) });
  print(`written to ${out} and read again: ${accuracies.map(percent).join(', ')} of ${images.toLocaleString('en')} test images right`);
}
