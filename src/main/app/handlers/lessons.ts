/** Lessons: which there are, how far the user has come, what is handed in, and what a teacher makes of that. */
import { basename } from 'node:path';
import type { HandIns, LessonsState } from '@shared/contracts/lessons';
import type { LessonInput } from '@shared/contracts/processes';
import { inTurn } from '@shared/in-turn';
import { type ErrorData, errorData, KasaneError } from '@shared/kasane-error';
import { solve } from '@shared/lessons/checks';
import { HAND_IN_EXTENSION, LESSON_EXTENSION } from '@shared/lessons/extensions';
import { HAND_IN_VERSION, judge } from '@shared/lessons/hand-in';
import type { Lesson } from '@shared/lessons/lesson';
import { type LessonProgress, type TaskProgress, untouched } from '@shared/lessons/progress';
import { shippedLessons } from '@shared/lessons/shipped';
import type { Judged } from '@shared/lessons/tabulate';
import { textIn } from '@shared/lessons/texts';
import { phrase } from '@shared/phrase';
import { version as app } from '../../../../package.json';
import { asFileName } from '../../files/folder-names';
import { writeText } from '../../files/whole-files';
import {
  type KeptProgress,
  keepLesson,
  openedLessons,
  readHandIn,
  readLesson,
  readProgress,
  removeLesson,
  writeProgress,
} from '../../lessons/lesson-files';
import { usualThreads } from '../../threads/team';
import type { Dialogs } from '../dialogs';
import type { Inspector } from '../inspector';
import { someHandlers } from './handlers';
import type { Followed } from './questions';

interface LessonOptions {
  /** Where lessons that were opened are kept, and the file of what was solved. */
  readonly folder: string;
  readonly progressFile: string;
  readonly inspector: Inspector;
  readonly dialogs: Dialogs;
  /** Where what is done lies. */
  readonly folders: LessonInput['folders'];
  doubtful(): Promise<LessonInput['doubtful']>;
  datasetFolder(): string;
  follow(job: string): Followed;
}

/** An answer that solved a task stays until another does too: it is judged anew when it is handed in. */
function changed({ tasks }: Lesson, id: string, before: TaskProgress, change: Partial<TaskProgress>): TaskProgress {
  const after = { ...before, ...change };
  const check = tasks.find((task) => task.id === id)?.check;
  if (!before.solved || !check || solve(check, before.solved.evidence, after.answer)) return after;
  return { ...after, answer: before.answer };
}

const lessonFilters = [{ name: 'Kasane', extensions: [LESSON_EXTENSION, 'json'] }];
const handInFilters = [{ name: 'Kasane', extensions: [HAND_IN_EXTENSION, 'json'] }];

export function createLessonHandlers(options: LessonOptions) {
  const { folder, progressFile, inspector, dialogs, folders } = options;
  const perform = inTurn();
  let shown: (HandIns & { readonly places: readonly string[] }) | null = null;
  let tokens = 0;
  /** Of the files that are shown. */
  let paths: readonly string[] = [];
  /** What came of training again what is in a file, by its path. */
  let trained: ReadonlyMap<string, Judged['repeated']> = new Map();

  const current = () => readProgress(progressFile);

  async function state(): Promise<LessonsState> {
    const [opened, { student, lessons: progress }] = await Promise.all([openedLessons(folder), current()]);
    // A lesson of one of the shipped ids cannot take its place.
    const own = opened.filter(({ id }) => !shippedLessons.some((each) => each.id === id));
    return { lessons: [...shippedLessons, ...own], opened: own.map(({ id }) => id), progress, student };
  }

  async function lessonOf(id: string): Promise<Lesson> {
    const found = (await state()).lessons.find((lesson) => lesson.id === id);
    if (!found) throw new KasaneError(phrase`${id}: is no lesson here; open its file`, 'lesson');
    return found;
  }

  /** Looks what is solved by now, after a change of one task. Changes are made one after another. */
  const check = (id: string, task?: string, change: Partial<TaskProgress> = {}): Promise<LessonProgress> =>
    perform(async () => {
      const lesson = await lessonOf(id);
      const before = await current();
      if (task !== undefined && !lesson.tasks.some((each) => each.id === task))
        throw new KasaneError(phrase`${task}: is no task of ${id}`, 'task');
      const known = before.lessons[id] ?? {};
      const progress = task === undefined ? known : { ...known, [task]: changed(lesson, task, known[task] ?? untouched, change) };
      const found = await inspector.request('checkLesson', { lesson, progress, folders, doubtful: await options.doubtful() });
      if (found !== known) await keep({ ...before, lessons: { ...before.lessons, [id]: found } });
      return found;
    });

  const keep = (progress: KeptProgress) => writeProgress(progressFile, progress);

  /** Takes a lesson of a file among those there are; gives its id. */
  async function openLesson(path: string): Promise<string> {
    const lesson = await readLesson(path);
    if (shippedLessons.some(({ id }) => id === lesson.id))
      throw new KasaneError(phrase`${basename(path)}: ${lesson.id} is the id of a lesson of Kasane’s own; give yours another`, 'id');
    const before = (await openedLessons(folder)).find(({ id }) => id === lesson.id);
    await keepLesson(folder, lesson);
    if (before) await forgetChanged(before, lesson);
    return lesson.id;
  }

  /** A task whose check is another now is to be solved again. */
  const forgetChanged = (before: Lesson, after: Lesson) =>
    perform(async () => {
      const kept = await current();
      const checkOf = ({ tasks }: Lesson, id: string) => JSON.stringify(tasks.find((task) => task.id === id)?.check);
      const tasks = Object.entries(kept.lessons[after.id] ?? {}).map(
        ([id, progress]) => [id, checkOf(before, id) === checkOf(after, id) ? progress : { ...progress, solved: null }] as const,
      );
      await keep({ ...kept, lessons: { ...kept.lessons, [after.id]: Object.fromEntries(tasks) } });
    });

  async function openHandIns(chosen: readonly string[]): Promise<HandIns> {
    paths = chosen;
    const own = (await state()).lessons;
    const judged: Judged[] = [];
    const places: string[] = [];
    const trouble: ErrorData[] = [];
    for (const path of chosen) {
      try {
        judged.push({ ...judge(await readHandIn(path), own), file: basename(path), repeated: trained.get(path) ?? null });
        places.push(path);
      } catch (error) {
        trouble.push(errorData(error));
      }
    }
    tokens += 1;
    shown = { token: tokens, judged, trouble, places };
    return { token: tokens, judged, trouble };
  }

  const handlers = someHandlers({
    lessonsState: state,
    checkLesson: ({ lesson }) => check(lesson),
    answerTask: ({ lesson, task, answer }) => check(lesson, task, { answer }),
    revealHint: ({ lesson, task, hints }) => check(lesson, task, { hints }),
    beginLessonAnew: ({ lesson }) =>
      perform(async () => {
        const before = await current();
        // Hints that were looked at stay known.
        const hinted = Object.entries(before.lessons[lesson] ?? {}).map(([id, { hints }]) => [id, { ...untouched, hints }] as const);
        await keep({ ...before, lessons: { ...before.lessons, [lesson]: Object.fromEntries(hinted) } });
        return state();
      }),
    async openLesson() {
      const path = await dialogs.openFile({ filters: lessonFilters });
      if (path === null) return null;
      const id = await openLesson(path);
      return { id, state: await state() };
    },
    async removeLesson({ lesson }) {
      await removeLesson(folder, lesson);
      return state();
    },
    async handIn({ lesson: id, student }) {
      const lesson = await lessonOf(id);
      const suggested = asFileName(`${student} ${textIn(lesson.title, 'en')}`) || 'hand-in';
      const path = await dialogs.saveFile({ suggested: `${suggested}.${HAND_IN_EXTENSION}`, filters: handInFilters });
      if (path === null) return null;
      const tasks = await check(id);
      const file = path.endsWith(`.${HAND_IN_EXTENSION}`) || path.endsWith('.json') ? path : `${path}.${HAND_IN_EXTENSION}`;
      const content = { kasane: 'hand-in', version: HAND_IN_VERSION, app, created: new Date().toISOString(), student, lesson, tasks };
      await writeText(file, `${JSON.stringify(content, null, 2)}\n`);
      await perform(async () => keep({ ...(await current()), student }));
      return { path: file };
    },
    async openHandIns() {
      const chosen = await dialogs.openFiles();
      return chosen === null || chosen.length === 0 ? null : openHandIns(chosen);
    },
    closeHandIns() {
      [paths, shown, trained] = [[], null, new Map()];
    },
    async repeatHandIns({ token, job }) {
      if (shown?.token !== token) throw new KasaneError(phrase`what was read is gone; open it again`);
      const { judged, trouble, places } = shown;
      const following = options.follow(job);
      try {
        const input = { handIns: judged.map(({ runs }) => runs), datasetFolder: options.datasetFolder(), threads: usualThreads() };
        const repeated = await inspector.request('repeatRuns', input, following);
        trained = new Map([...trained, ...places.map((path, index) => [path, repeated[index] ?? null] as const)]);
        return { token, trouble, judged: judged.map((each, index) => ({ ...each, repeated: repeated[index] ?? null })) };
      } finally {
        following.done();
      }
    },
  });

  /** Adds to those that are shown, for the system asks for several one by one. */
  const addHandIn = (path: string) => openHandIns([...new Set([...paths, path])]);

  return { handlers, openLesson, addHandIn };
}
