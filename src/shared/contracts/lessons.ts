/** Lessons as the page knows them. */
import type { ErrorData } from '../kasane-error';
import type { Lesson } from '../lessons/lesson';
import type { LessonProgress } from '../lessons/progress';
import type { Judged } from '../lessons/tabulate';

export interface LessonsState {
  /** Those that come with Kasane, then those that were opened. */
  readonly lessons: readonly Lesson[];
  /** Ids of those that were opened. */
  readonly opened: readonly string[];
  /** By the ids of lessons. */
  readonly progress: Readonly<Record<string, LessonProgress>>;
  /** As the last hand-in was signed. */
  readonly student: string;
}

/** What was handed in, as a teacher looks at it. */
export interface HandIns {
  /** By which they are asked about further. */
  readonly token: number;
  readonly judged: readonly Judged[];
  /** Files that could not be read. */
  readonly trouble: readonly ErrorData[];
}
