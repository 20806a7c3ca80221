/** A lesson: tasks in words, with checks that Kasane makes itself on what was really done. A JSON file that a teacher writes. */
import { z } from 'zod';
import { isRecord } from '../is-record';
import { KasaneError } from '../kasane-error';
import { experiments } from '../lab/experiments';
import { layerKinds } from '../nn/layers';
import { phrase } from '../phrase';
import { presets } from '../spec/presets';
import { type Check, checkSchemas } from './checks';
import { textSchema } from './texts';

export const LESSON_VERSION = 1;

export const lessonId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'may have small letters, digits and -')
  // Progress is kept by ids, in objects.
  .refine((name) => !(name in Object.prototype), 'is a name of JavaScript’s own; use another');
const names = (list: readonly { readonly name: string }[]) => z.enum(list.map(({ name }) => name) as [string, ...string[]]);

/** Places of the studio that a task can lead to. */
export const places = [
  'design',
  'design/optimizer',
  'design/data',
  'design/training',
  'train',
  'inspect',
  'draw',
  'runs',
  'runs/search',
  'lab',
  'lab/step',
] as const;
export type Place = (typeof places)[number];

export const goSchema = z.strictObject({
  to: z.enum(places),
  /** Takes that preset as the design. */
  preset: names(presets).optional(),
  /** Shows that experiment. */
  experiment: names(experiments).optional(),
});
export type Go = z.output<typeof goSchema>;

const taskSchema = z.strictObject({
  id: lessonId,
  title: textSchema,
  text: textSchema,
  /** The first points the way, the second says how. */
  hints: z.array(textSchema).max(2).default([]),
  go: z.array(goSchema).max(4).default([]),
  check: z.discriminatedUnion('type', checkSchemas as unknown as Parameters<typeof z.discriminatedUnion>[1]),
});

export const lessonSchema = z.strictObject({
  kasane: z.literal('lesson'),
  version: z.literal(LESSON_VERSION),
  id: lessonId,
  title: textSchema,
  /** In a sentence or two. */
  about: textSchema,
  /** Where in the book, or by whom. */
  source: textSchema.optional(),
  tasks: z
    .array(taskSchema)
    .min(1)
    .max(40)
    .superRefine((tasks, context) => {
      const again = tasks.findIndex((task, index) => tasks.findIndex((each) => each.id === task.id) < index);
      if (again >= 0) context.addIssue({ code: 'custom', path: [again, 'id'], message: 'is the id of another task too' });
    }),
});

export type Task = Omit<z.output<typeof taskSchema>, 'check'> & { readonly check: Check };
export type Lesson = Omit<z.output<typeof lessonSchema>, 'tasks'> & { readonly tasks: readonly Task[] };

/** A file that is no lesson, or has a mistake. */
export class LessonError extends KasaneError {
  override name = 'LessonError';
}

/** `file`: what to call it. Throws a LessonError that names the place, and what may stand there. */
export function parseLesson(content: unknown, file: string): Lesson {
  if (!isRecord(content) || content.kasane !== 'lesson')
    throw new LessonError(phrase`${file}: is no lesson of Kasane; it begins with ${'{"kasane": "lesson", "version": 1, …}'}`, file);
  if (typeof content.version === 'number' && content.version > LESSON_VERSION)
    throw new LessonError(phrase`${file}: version ${content.version} was written by a newer Kasane than this one; update Kasane`, file);
  const parsed = lessonSchema.safeParse(content);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new LessonError(phrase`${file}: ${placeOf(issue?.path ?? [])}: ${issue?.message ?? ''}`, file);
  }
  const lesson = parsed.data as unknown as Lesson;
  for (const [index, { check }] of lesson.tasks.entries()) {
    const wrong = unknownNames(check);
    if (wrong) throw new LessonError(phrase`${file}: tasks[${index}].check: ${wrong.found} is none of ${wrong.known.join(', ')}`, file);
  }
  return lesson;
}

const placeOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`),
    '',
  ) || 'lesson';

const roots = ['name', 'seed', 'data', 'network', 'optimizer', 'schedule', 'training'];
const layerTypes = layerKinds.map(({ type }) => type);

/** Kinds of layers and beginnings of paths that there are none of, by which a task could never be solved. */
function unknownNames(check: unknown): { readonly found: string; readonly known: readonly string[] } | null {
  if (Array.isArray(check)) return check.map(unknownNames).find((found) => found !== null) ?? null;
  if (!isRecord(check)) return null;
  for (const name of ['withLayers', 'withoutLayers']) {
    const list = check[name];
    const found = Array.isArray(list) ? list.find((each) => !layerTypes.includes(each)) : undefined;
    if (found !== undefined) return { found, known: layerTypes };
  }
  const paths = [check.path, ...[check.same, check.over].flat()].filter((path) => typeof path === 'string');
  const path = paths.find((each) => !roots.includes(/^\w+/.exec(each)?.[0] ?? ''));
  if (path !== undefined) return { found: path, known: roots };
  return (
    Object.values(check)
      .map(unknownNames)
      .find((found) => found !== null) ?? null
  );
}
