/** What a student hands in: the lesson, the answers, and of each task that is solved what solved it, with specs and seeds. */
import { z } from 'zod';
import { isRecord } from '../is-record';
import { KasaneError } from '../kasane-error';
import { phrase } from '../phrase';
import { assertChangeable } from '../spec/changes';
import type { RunSpec } from '../spec/run-spec';
import { solve } from './checks';
import { noEvidence, type RunEvidence } from './evidence';
import { type Lesson, LessonError, parseLesson } from './lesson';
import { type LessonProgress, lessonProgressSchema, untouched } from './progress';
import { shippedLessons } from './shipped';

export const HAND_IN_VERSION = 1;

const handInSchema = z.strictObject({
  kasane: z.literal('hand-in'),
  version: z.literal(HAND_IN_VERSION),
  app: z.string().max(40),
  /** ISO 8601. */
  created: z.string().max(40),
  student: z.string().trim().min(1).max(200),
  lesson: z.unknown(),
  tasks: lessonProgressSchema,
});

export type HandIn = Omit<z.output<typeof handInSchema>, 'lesson'> & { readonly lesson: Lesson };

/** `file`: what to call it. Throws a LessonError that names the place. */
export function parseHandIn(content: unknown, file: string): HandIn {
  if (!isRecord(content) || content.kasane !== 'hand-in')
    throw new LessonError(phrase`${file}: is nothing that was handed in; the student makes it by “Hand in” at the end of a lesson`, file);
  if (typeof content.version === 'number' && content.version > HAND_IN_VERSION)
    throw new LessonError(phrase`${file}: version ${content.version} was written by a newer Kasane than this one; update Kasane`, file);
  const parsed = handInSchema.safeParse(content);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new LessonError(phrase`${file}: ${issue?.path.join('.') || 'content'}: ${issue?.message}; the file is damaged`, file);
  }
  assertPlausible(parsed.data.tasks, file);
  return { ...parsed.data, lesson: parseLesson(parsed.data.lesson, file) };
}

/** What one run was is told once, and its changes were made while it trained. Throws a LessonError. */
function assertPlausible(tasks: LessonProgress, file: string): void {
  const known = new Map<string, string>();
  for (const run of Object.values(tasks).flatMap(({ solved }) => solved?.evidence.runs ?? [])) {
    const text = JSON.stringify(run);
    if ((known.get(run.folder) ?? text) !== text)
      throw new LessonError(phrase`${file}: ${run.folder}: is told of as two runs; ask for another file`, file);
    known.set(run.folder, text);
    let [before, at] = [run.spec, 0];
    for (const { iteration, spec } of run.changes) {
      if (iteration < at || iteration > run.iteration || !isChange(before, spec))
        throw new LessonError(
          phrase`${file}: ${run.folder}: cannot have been changed so at iteration ${iteration}; ask for another file`,
          file,
        );
      [before, at] = [spec, iteration];
    }
  }
}

function isChange(before: RunSpec, after: RunSpec): boolean {
  try {
    assertChangeable(before, after);
    return true;
  } catch (error) {
    if (error instanceof KasaneError) return false;
    throw error;
  }
}

/** What became of a task, found out anew by the lesson's own check from what the hand-in says was done. */
export interface TaskVerdict {
  readonly id: string;
  readonly solved: boolean;
  readonly answer: string | number | null;
  readonly hints: number;
  /** Folders of the runs that solved it. */
  readonly runs: readonly string[];
}

export interface HandInVerdict {
  readonly student: string;
  readonly created: string;
  readonly lesson: Lesson;
  /** Whether the lesson is one that Kasane ships or the teacher gave, word for word; `changed` where one of its id differs. */
  readonly origin: 'known' | 'changed' | 'unknown';
  readonly tasks: readonly TaskVerdict[];
  /** The runs that solved something, each once. */
  readonly runs: readonly RunEvidence[];
}

/** `given`: lessons of the teacher's own, by which those of the same id are checked. */
export function judge(handIn: HandIn, given: readonly Lesson[] = []): HandInVerdict {
  const { student, created, tasks } = handIn;
  const own = [...given, ...shippedLessons].find(({ id }) => id === handIn.lesson.id);
  const lesson = own ?? handIn.lesson;
  const origin = !own ? 'unknown' : JSON.stringify(own) === JSON.stringify(handIn.lesson) ? 'known' : 'changed';
  const runs = new Map<string, RunEvidence>();
  const verdicts = lesson.tasks.map(({ id, check }): TaskVerdict => {
    const { answer, hints, solved } = tasks[id] ?? untouched;
    const found = solve(check, { ...noEvidence, ...solved?.evidence }, answer);
    for (const run of found?.runs ?? []) runs.set(run.folder, run);
    return { id, answer, hints, solved: found !== null, runs: (found?.runs ?? []).map(({ folder }) => folder) };
  });
  return { student, created, lesson, origin, tasks: verdicts, runs: [...runs.values()] };
}
