/** Who solved what, as a table: a line for each hand-in, a column for each task. */
import { csvText } from '../csv-text';
import type { Phrase } from '../phrase';
import type { HandInVerdict } from './hand-in';
import { textIn } from './texts';

/** What came of training the runs of a hand-in again. */
export interface Repeated {
  /** By the runs' folders: whether the parameters are the same to the last bit; a phrase says why that cannot be told. */
  readonly [folder: string]: boolean | Phrase;
}

export interface Judged extends HandInVerdict {
  readonly file: string;
  /** Null where nothing was trained again. */
  readonly repeated: Repeated | null;
}

export const repeatedText = (repeated: Repeated | null): string => {
  if (!repeated) return '';
  const found = Object.values(repeated);
  if (found.length === 0) return 'no runs';
  const [same, other] = [found.filter((each) => each === true).length, found.filter((each) => each === false).length];
  const unknown = found.length - same - other;
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
