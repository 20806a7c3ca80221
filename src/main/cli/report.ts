import { phrase } from '@shared/phrase';
import { reportHtml } from '@shared/reports/html';
import { runReport } from '@shared/reports/run-report';
import { Command, Option } from 'commander';
import { assertWritable, writeText } from '../files/whole-files';
import { findRun } from '../runs/begin';
import { reportedRun } from '../runs/reported-run';
import { recycledTeam, usualThreads } from '../threads/team';
import { count, options, UsageError, withOptions } from './options';
import { note, printJson } from './output';

interface ReportCommandOptions {
  readonly out: string;
  readonly robustness?: number;
  readonly runs: string;
  readonly json?: boolean;
}

/** `kasane report RUN… --out report.html` */
export function reportCommand(): Command {
  return withOptions(
    new Command('report')
      .description('Write a report of a run, or of several that are compared, as one .html file that prints on A4.')
      .argument('<runs...>', 'names of runs, or their folders'),
    new Option('--out <file>', 'where it goes').makeOptionMandatory(),
    new Option('--robustness <n>', 'measure robustness on so many test images').argParser(count),
    options.runs(),
    options.json(),
  ).action(report);
}

async function report(names: readonly string[], { out, robustness = 0, runs, json }: ReportCommandOptions): Promise<void> {
  if (!/\.html?$/i.test(out)) throw new UsageError(phrase`${out}: a report is written as .html; the studio makes PDF of it`, 'out');
  await assertWritable(out);
  const createTeam = recycledTeam(usualThreads());
  const reported = [];
  const folders = new Set(await Promise.all(names.map((name) => findRun(runs, name))));
  for (const folder of folders) reported.push(await reportedRun(folder, { createTeam, robustnessImages: robustness }));
  await writeText(out, reportHtml(runReport(reported)));
  if (json) return printJson({ file: out, runs: reported.map(({ folder }) => folder) });
  note(`written to ${out}`);
}
