import { basename } from 'node:path';
import { KasaneError } from '@shared/kasane-error';
import { judge } from '@shared/lessons/hand-in';
import type { Lesson } from '@shared/lessons/lesson';
import { shippedLessons } from '@shared/lessons/shipped';
import { csvOf, type Judged, type RepeatedRun, repeatedText, tabulate } from '@shared/lessons/tabulate';
import { textIn } from '@shared/lessons/texts';
import { say } from '@shared/phrase';
import { Command, Option } from 'commander';
import { readHandIn, readLesson } from '../lessons/lesson-files';
import { repeatRuns } from '../lessons/repeat-runs';
import { recycledTeam, usualThreads } from '../threads/team';
import { givenDataset } from './dataset-option';
import { options, withOptions } from './options';
import { note, padEnd, print, printJson } from './output';

interface CheckOptions {
  readonly reproduce?: boolean;
  readonly lesson?: readonly string[];
  readonly csv?: boolean;
  readonly json?: boolean;
  readonly data: string;
  readonly with?: Record<string, unknown>;
}

/** A file of several that cannot be read. */
const BAD_INPUT = 2;

/** `kasane lesson list`, `show`, `check` */
export function lessonCommand(): Command {
  return new Command('lesson')
    .description('List lessons, look at one, and check what students handed in.')
    .addCommand(withOptions(new Command('list').description('List the lessons that come with Kasane.'), options.json()).action(list))
    .addCommand(
      new Command('show')
        .description('Print a lesson as JSON, to write one’s own from; of a file, say what is wrong with it.')
        .argument('<lesson>', 'its id, or a file')
        .action(show),
    )
    .addCommand(
      withOptions(
        new Command('check')
          .description('Tabulate who solved what, by the checks of the lessons.')
          .argument('<files...>', 'what was handed in'),
        new Option('--reproduce', 'train each run again from its spec and seed, and say whether the bytes agree'),
        new Option('--lesson <file...>', 'lessons of your own that count in place of those in the files'),
        new Option('--csv', 'print the table as CSV'),
        options.data(),
        options.with(),
        options.json(),
      ).action(check),
    );
}

function list({ json }: { json?: boolean }): void {
  if (json) printJson(shippedLessons.map(({ id, title, tasks }) => ({ id, title: textIn(title, 'en'), tasks: tasks.length })));
  else
    for (const { id, title, tasks } of shippedLessons)
      print(`${id.padEnd(16)} ${String(tasks.length).padStart(2)} tasks  ${textIn(title, 'en')}`);
}

async function show(name: string): Promise<void> {
  const lesson = shippedLessons.find(({ id }) => id === name) ?? (await readLesson(name));
  print(JSON.stringify(lesson, null, 2));
}

/** One bad file of many costs its own line. */
async function check(files: readonly string[], { reproduce, lesson = [], csv, json, ...data }: CheckOptions): Promise<void> {
  const given: Lesson[] = [];
  for (const file of lesson) given.push(await readLesson(file));
  const judged: Judged[] = [];
  for (const path of files) {
    try {
      judged.push({ ...judge(await readHandIn(path), given), file: basename(path), repeated: null });
    } catch (error) {
      if (!(error instanceof KasaneError)) throw error;
      note(`kasane: ${say(error.phrase)}`);
      process.exitCode = BAD_INPUT;
    }
  }
  const all = reproduce ? await repeated(judged, data) : judged;
  if (csv) process.stdout.write(csvOf(tabulate(all)));
  else if (!json) printTable(all);
  if (json) printJson(all.map(jsonOf));
}

const jsonOf = ({ lesson, runs, repeated: again, ...verdict }: Judged) => ({
  ...verdict,
  lesson: lesson.id,
  runs: runs.map(({ folder, spec }, index) => {
    const found = again?.[index];
    return { run: folder, seed: spec.seed, ...(found && { same: found.same, note: found.note && say(found.note) }) };
  }),
});

async function repeated(judged: readonly Judged[], data: Pick<CheckOptions, 'data' | 'with'>): Promise<Judged[]> {
  const dataset = await givenDataset(data);
  const createTeam = recycledTeam(usualThreads());
  const found: Judged[] = [];
  for (const each of judged) {
    note(`${each.file}: training ${each.runs.length} runs again`);
    found.push({ ...each, repeated: await repeatRuns(each.runs, { dataset, createTeam }) });
  }
  return found;
}

function printTable(all: readonly Judged[]): void {
  for (const { file, student, lesson, origin, tasks, runs, repeated: again } of all) {
    const solvedCount = tasks.filter(({ solved }) => solved).length;
    print(plain(`${student}: ${textIn(lesson.title, 'en')}, ${solvedCount} of ${tasks.length} solved (${file})`));
    if (origin === 'changed') print('  the lesson in the file differs from that of its id; it is checked by the latter');
    if (origin === 'unknown') print('  the lesson is none of Kasane’s and was not given by --lesson; it is checked by the one in the file');
    const longest = Math.max(...lesson.tasks.map(({ id }) => id.length));
    for (const { id, solved, answer, hints } of tasks) {
      const facts = [answer !== null && `answered ${JSON.stringify(answer)}`, hints > 0 && `${hints} hints`].filter(Boolean).join(', ');
      print(`  ${solved ? 'yes' : 'no '}  ${padEnd(id, longest)}  ${facts}`.trimEnd());
    }
    for (const [index, { folder, spec }] of runs.entries()) print(plain(`  run ${folder}, seed ${spec.seed}${againText(again?.[index])}`));
    if (again) print(`  trained again: ${repeatedText(again)}`);
  }
}

/** Of what was handed in nothing moves the cursor. */
const plain = (text: string) => text.replaceAll(/\p{Cc}/gu, ' ');

function againText(found: RepeatedRun | undefined): string {
  if (!found) return '';
  const note = found.note && say(found.note);
  if (found.same === null) return `: not trained again, ${note}`;
  return found.same ? ': the same bytes' : note ? `: the same bytes, but ${note}` : ': other bytes';
}
