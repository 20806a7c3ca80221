/** Lessons and hand-ins as files, and how far the user has come in each lesson. */
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { MOST_OF_RECORD, parseJson } from '@shared/json';
import { LESSON_EXTENSION } from '@shared/lessons/extensions';
import { type HandIn, parseHandIn } from '@shared/lessons/hand-in';
import { type Lesson, LessonError, parseLesson } from '@shared/lessons/lesson';
import { type LessonProgress, lessonProgressSchema } from '@shared/lessons/progress';
import { phrase } from '@shared/phrase';
import { z } from 'zod';
import { readText, readTextIfThere, writeText } from '../files/whole-files';

function contentOf(text: string, file: string): unknown {
  try {
    return parseJson(text, MOST_OF_RECORD);
  } catch (error) {
    throw new LessonError(phrase`${file}: is no JSON (${error instanceof Error ? error.message : String(error)})`, file);
  }
}

/** Throws a FileError or a LessonError. */
export async function readLesson(path: string): Promise<Lesson> {
  const file = basename(path);
  return parseLesson(contentOf(await readText(path), file), file);
}

/** Throws a FileError or a LessonError. */
export async function readHandIn(path: string): Promise<HandIn> {
  const file = basename(path);
  return parseHandIn(contentOf(await readText(path), file), file);
}

/** Lessons that were opened, kept in a folder. One that cannot be read any more is passed over. */
export async function openedLessons(folder: string): Promise<Lesson[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(`.${LESSON_EXTENSION}`)).toSorted();
  const lessons = await Promise.all(names.map((name) => readLesson(join(folder, name)).catch(() => null)));
  return lessons.filter((lesson) => lesson !== null);
}

const placeOf = (folder: string, id: string) => join(folder, `${id}.${LESSON_EXTENSION}`);

export async function keepLesson(folder: string, lesson: Lesson): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeText(placeOf(folder, lesson.id), `${JSON.stringify(lesson, null, 2)}\n`);
}

export const removeLesson = (folder: string, id: string) => rm(placeOf(folder, id), { force: true });

const progressFile = z.strictObject({
  version: z.literal(1),
  student: z.string().max(200).default(''),
  /** By the ids of lessons. */
  lessons: z.record(z.string(), lessonProgressSchema),
});

export interface KeptProgress {
  readonly student: string;
  readonly lessons: Readonly<Record<string, LessonProgress>>;
}

/** A file that cannot be understood is put aside, not overwritten. */
export async function readProgress(path: string): Promise<KeptProgress> {
  const text = await readTextIfThere(path);
  if (text === null) return { student: '', lessons: {} };
  try {
    return progressFile.parse(parseJson(text));
  } catch {
    await rename(path, `${path}.damaged`).catch(() => undefined);
    return { student: '', lessons: {} };
  }
}

export const writeProgress = (path: string, { student, lessons }: KeptProgress) =>
  writeText(path, `${JSON.stringify({ version: 1, student, lessons })}\n`);
