/** Lessons, how far the user has come in each, and what a teacher looks at. */
import type { HandIns, LessonsState } from '@shared/contracts/lessons';
import { errorFrom } from '@shared/kasane-error';
import type { Lesson } from '@shared/lessons/lesson';
import { type LessonProgress, untouched } from '@shared/lessons/progress';
import { textIn } from '@shared/lessons/texts';
import i18next from 'i18next';
import { create } from 'zustand';
import { listen, request } from '../../../state/bridge';
import { useCatalogue } from '../../../state/catalogue-store';
import { attempt, inform } from '../../../state/operations';
import { useView } from '../../../state/view-store';
import { useLab } from './lab-store';

interface LessonStore extends LessonsState {
  /** The lesson that is shown; null until the tab was opened. */
  readonly shown: string | null;
  /** Of the hand-ins that a teacher looks at; null while the dialog is closed. */
  readonly handIns: HandIns | null;
  /** How far training their runs again has come, 0 … 1; null while none is. */
  readonly repeating: number | null;
}

export const useLessons = create<LessonStore>(() => ({
  ...{ lessons: [], opened: [], progress: {}, student: '', shown: null },
  handIns: null,
  repeating: null,
}));

const set = useLessons.setState;

/** Of training runs of hand-ins again. */
const JOB = 'hand-ins';

export const shownLesson = ({ lessons, shown }: Pick<LessonStore, 'lessons' | 'shown'>): Lesson | undefined =>
  lessons.find(({ id }) => id === shown) ?? lessons[0];

export const solvedCount = ({ progress }: Pick<LessonStore, 'progress'>, { id, tasks }: Lesson): number =>
  tasks.filter((task) => progress[id]?.[task.id]?.solved).length;

export const progressOf = ({ progress }: Pick<LessonStore, 'progress'>, lesson: string, task: string) =>
  progress[lesson]?.[task] ?? untouched;

/** Takes what a lesson has come to, and says what is newly solved while the lesson cannot be seen. */
function take(lesson: Lesson, found: LessonProgress): void {
  const before = useLessons.getState().progress[lesson.id] ?? {};
  set(({ progress }) => ({ progress: { ...progress, [lesson.id]: found } }));
  const fresh = lesson.tasks.filter(({ id }) => found[id]?.solved && !before[id]?.solved);
  if (fresh.length === 0 || isSeen()) return;
  inform('taskSolved', {
    kind: 'success',
    text: ({ t }) => t('lesson.solvedNotice', { tasks: fresh.map(({ title }) => textIn(title, i18next.language)).join(' · ') }),
    offer: { label: 'lesson.back', perform: showLessons },
  });
}

const isSeen = () => useView.getState().view === 'lab' && useLab.getState().tab === 'lessons';

export function showLessons(): void {
  useLab.setState({ tab: 'lessons' });
  useView.getState().show('lab');
}

export const showLesson = (shown: string): void => {
  set({ shown });
  check();
};

/** Looks what of the lesson that is shown is solved by now. */
function check(): void {
  const state = useLessons.getState();
  const lesson = state.shown === null ? undefined : shownLesson(state);
  if (!lesson || solvedCount(state, lesson) === lesson.tasks.length) return;
  void attempt('checkLesson', async () => {
    take(lesson, await request('checkLesson', { lesson: lesson.id }));
    return null;
  });
}

export const answerTask = (lesson: Lesson, task: string, answer: string | number): void =>
  void attempt('answerTask', async () => void take(lesson, await request('answerTask', { lesson: lesson.id, task, answer })));

export const revealHint = (lesson: Lesson, task: string, hints: number): void =>
  void attempt('revealHint', async () => void take(lesson, await request('revealHint', { lesson: lesson.id, task, hints })));

export const beginAnew = async (lesson: string): Promise<void> => set(await request('beginLessonAnew', { lesson }));

/** Gives whether one was opened. */
export async function openLessonFile(): Promise<boolean> {
  const opened = await request('openLesson');
  if (!opened) return false;
  set({ ...opened.state, shown: opened.id });
  showLessons();
  check();
  return true;
}

export const removeLesson = async (lesson: string): Promise<void> => set({ ...(await request('removeLesson', { lesson })), shown: null });

export async function handIn(lesson: string, student: string): Promise<string | null> {
  const written = await request('handIn', { lesson, student });
  if (written) set({ student });
  return written?.path ?? null;
}

export async function openHandIns(): Promise<void> {
  const handIns = await request('openHandIns');
  if (handIns) set({ handIns });
}

export function closeHandIns(): void {
  if (useLessons.getState().repeating !== null) void request('cancelJob', { job: JOB });
  void request('closeHandIns');
  set({ handIns: null, repeating: null });
}

export function repeatHandIns(): void {
  const { handIns } = useLessons.getState();
  if (!handIns) return;
  void attempt('repeatHandIns', async () => {
    set({ repeating: 0 });
    try {
      const repeated = await request('repeatHandIns', { token: handIns.token, job: JOB });
      if (useLessons.getState().handIns?.token === handIns.token) set({ handIns: repeated });
    } catch (error) {
      if (!(error instanceof Error && error.name === 'Cancelled')) throw error;
    } finally {
      set({ repeating: null });
    }
    return null;
  });
}

/** Fetches them, and looks what is solved whenever something may have been done. */
export async function followLessons(): Promise<void> {
  listen('lessonOpened', (found) =>
    attempt('openLesson', async () => {
      if ('error' in found) throw errorFrom(found.error);
      set({ ...(await request('lessonsState')), shown: found.id });
      showLessons();
      return null;
    }),
  );
  listen('handInsOpened', (handIns) => {
    showLessons();
    set({ handIns });
  });
  listen('progress', ({ job, share }) => {
    if (job === JOB && useLessons.getState().repeating !== null) set({ repeating: share });
  });
  useCatalogue.subscribe((now, before) => {
    if (now.runs !== before.runs) check();
  });
  const look = () => {
    if (!isSeen()) return;
    set((state) => ({ shown: state.shown ?? state.lessons[0]?.id ?? null }));
    check();
  };
  useView.subscribe(look);
  useLab.subscribe((now, before) => {
    if (now.tab !== before.tab) look();
    if (now.state?.status === 'done' && before.state?.status !== 'done') check();
  });
  set(await request('lessonsState'));
}
