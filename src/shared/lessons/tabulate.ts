/** Who solved what, as a table: a line for each hand-in, a column for each task. */
import { csvText } from '../csv-text';
import type { Phrase } from '../phrase';
import type { HandInVerdict } from './hand-in';
import { textIn } from './texts';

/** What came of training a run again. */
export interface RepeatedRun {
  /** Whether its parameters are the same to the last bit, and come to what was handed in; null where that cannot be told. */
  readonly same: boolean | null;
  /** Why it cannot be told, or what differs beside the bytes. */
  readonly note: Phrase | null;
}

/** Of the runs of a hand-in, in their order. */
export type Repeated = readonly RepeatedRun[];

export interface Judged extends HandInVerdict {
  readonly file: string;
  /** Null where nothing was trained again. */
  readonly repeated: Repeated | null;
}

export const repeatedText = (repeated: Repeated | null): string => {
  if (!repeated) return '';
  if (repeated.length === 0) return 'no runs';
  const count = (wanted: boolean | null) => repeated.filter(({ same: is }) => is === wanted).length;
  const [same, other, unknown] = [count(true), count(false), count(null)];
  return [same > 0 && `${same} same`, other > 0 && `${other} different`, unknown > 0 && `${unknown} not trained`]
    .filter(Boolean)
    .join(', ');
};

/** Column heads and rows, in English. */
export function tabulate(all: readonly Judged[]): { readonly heads: string[]; readonly rows: string[][] } {
  // By lesson, for tasks of two lessons may have one id.
  const columns = [
    ...new Map(
      all.flatMap(({ lesson }) => lesson.tasks.map((task) => [`${lesson.id}/${task.id}`, { lesson: lesson.id, task }] as const)),
    ).values(),
  ];
  const isOne = new Set(all.map(({ lesson }) => lesson.id)).size <= 1;
  const nameOf = ({ lesson, task }: (typeof columns)[number]) => (isOne ? task.id : `${lesson}/${task.id}`);
  const answered = columns.filter(({ lesson, task }) =>
    all.some((each) => each.lesson.id === lesson && each.tasks.some(({ id, answer }) => id === task.id && answer !== null)),
  );
  const taskOf = ({ lesson, tasks }: Judged, column: (typeof columns)[number]) =>
    lesson.id === column.lesson ? tasks.find(({ id }) => id === column.task.id) : undefined;
  return {
    heads: [
      ...['file', 'student', 'handed in', 'lesson', 'lesson is', 'solved', 'of', 'hints'],
      ...columns.map(nameOf),
      ...answered.map((column) => `answer to ${nameOf(column)}`),
      'seeds',
      'trained again',
    ],
    rows: all.map((each) => [
      ...[each.file, each.student, each.created, textIn(each.lesson.title, 'en'), each.origin],
      String(each.tasks.filter(({ solved }) => solved).length),
      String(each.tasks.length),
      String(each.tasks.reduce((sum, { hints }) => sum + hints, 0)),
      ...columns.map((column) => ({ true: 'yes', false: 'no', undefined: '' })[String(taskOf(each, column)?.solved) as 'true'] ?? ''),
      ...answered.map((column) => String(taskOf(each, column)?.answer ?? '')),
      each.runs.map(({ spec }) => spec.seed).join(' '),
      repeatedText(each.repeated),
    ]),
  };
}

/** What a spreadsheet would take for a formula is a text: it comes from elsewhere. */
const plain = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) && Number.isNaN(Number(cell)) ? `'${cell}` : cell);

export const csvOf = ({ heads, rows }: { readonly heads: readonly string[]; readonly rows: readonly (readonly string[])[] }): string =>
  [heads, ...rows].map((row) => `${row.map((cell) => csvText(plain(cell))).join(',')}\r\n`).join('');
