/** Asks for what Inspect shows: evaluations, images, maps; one job of a kind at a time, the newest. */
import type { EnsembleRule } from '@shared/analysis/ensemble';
import type { InspectedSet, NeighbourDigit, SetAnswers } from '@shared/contracts/state';
import { create } from 'zustand';
import { ask, listen } from '../../../state/bridge';
import { subjectOfRun, takes, useSubjects, usualSubject } from '../../../state/models-store';
import { attempt, useStudio } from '../../../state/studio-store';
import { useView } from '../../../state/view-store';
import { useDrawings } from '../../draw/state/drawings-store';
import { unanswered, useInspect } from './inspect-store';

export type InspectJob = 'first' | 'second' | 'embedding' | 'precision' | 'robustness' | 'neighbours' | 'reproduction';

/** How far each job has come, 0 … 1; those that are at work only. */
export const useJobs = create<Partial<Record<InspectJob, number>>>(() => ({}));

/** Images asked for at once: a message of less than a megabyte. */
const IMAGES_AT_ONCE = 1000;
/** Test images that robustness is measured on. */
const ROBUSTNESS_IMAGES = 2000;

const setInspect = useInspect.setState;

/** The subject whose answers are shown first, the usual one where none was chosen; null where there is none. */
export function firstSubject(): string | null {
  const { first } = useInspect.getState();
  const { subjects } = useSubjects.getState();
  if (first !== null && subjects.some(({ id }) => id === first)) return first;
  return usualSubject(subjects, datasetSize(), subjectOfRun(), true)?.id ?? null;
}

export function datasetSize(): readonly [number, number] {
  const { dataset } = useStudio.getState();
  return dataset?.status === 'ready' ? [dataset.shape[0], dataset.shape[1]] : [28, 28];
}

/** Those that take images of the dataset. */
export const fittingSubjects = () => useSubjects.getState().subjects.filter((subject) => takes(subject, datasetSize()));

/** How often each job was begun: one that was called off for another leaves the other's progress alone. */
const begun = new Map<InspectJob, number>();

export async function follow<Result>(job: InspectJob, work: (job: string) => Promise<Result | null>): Promise<Result | null> {
  const own = (begun.get(job) ?? 0) + 1;
  begun.set(job, own);
  useJobs.setState({ [job]: 0 });
  try {
    return await work(job);
  } finally {
    if (begun.get(job) === own) useJobs.setState({ [job]: undefined });
  }
}

export function cancelJobs(...jobs: readonly InspectJob[]): void {
  for (const job of jobs) if (useJobs.getState()[job] !== undefined) void ask('cancelJob', { job });
}

const about = (subject: string, set: InspectedSet, of: string | null) => (job: string) => ({ subject, set, of, job });

/** Tells one evaluation from the next, so that an answer that comes too late is let go. */
let newest = 0;

export function evaluate(): void {
  const subject = firstSubject();
  const { set, second, others: chosen, rule } = useInspect.getState();
  const known = useSubjects.getState().subjects;
  const others = chosen.filter((id) => id !== subject && known.some((each) => each.id === id));
  newest += 1;
  const own = newest;
  cancelJobs('first', 'second', 'embedding', 'precision', 'robustness', 'neighbours');
  setInspect(unanswered);
  if (subject === null || (set === 'drawings' && useDrawings.getState().count === 0)) return;
  void attempt(async () => {
    const first = await follow('first', (job) => ask('evaluateSet', { ...about(subject, set, null)(job), others, rule }));
    if (!first || own !== newest) return null;
    setInspect({ answers: { first, second: null } });
    await Promise.all([
      loadImages(first, subject, own),
      loadDoubts(first),
      second && second !== subject ? compareWith(second, subject, own) : null,
    ]);
    return null;
  });
}

async function compareWith(second: string, subject: string, own: number): Promise<void> {
  const { set } = useInspect.getState();
  const found = await follow('second', (job) => ask('evaluateSet', about(second, set, subject)(job)));
  const { answers } = useInspect.getState();
  if (found && answers && own === newest) setInspect({ answers: { ...answers, second: found } });
}

async function loadImages({ key, set, count, height, width }: SetAnswers, subject: string, own: number): Promise<void> {
  if (useInspect.getState().images?.key === key) return;
  const size = height * width;
  const pixels = new Uint8Array(count * size);
  for (let from = 0; from < count; from += IMAGES_AT_ONCE) {
    const to = Math.min(from + IMAGES_AT_ONCE, count);
    const found = await ask('imagesOf', { subject, set, from, to });
    if (own !== newest) return;
    pixels.set(found, from * size);
    setInspect({ images: { key, pixels, loaded: to } });
  }
}

async function loadDoubts({ checksum }: SetAnswers): Promise<void> {
  setInspect({ doubtful: new Set(checksum === null ? [] : await ask('doubtfulLabels', { checksum })) });
}

/** Marks the label of the image at that place of the set, or takes the mark back. */
export function toggleDoubt(image: number): void {
  const { answers, doubtful } = useInspect.getState();
  const { checksum, positions } = answers?.first ?? {};
  const position = positions?.[image];
  if (!checksum || position === undefined) return;
  void attempt(async () => {
    setInspect({ doubtful: new Set(await ask('markDoubtful', { checksum, position, doubtful: !doubtful.has(position) })) });
    return null;
  });
}

/** What is made of the answers that are shown, when the user asks for it. */
function onRequest(job: InspectJob, work: (subject: string, job: string) => Promise<void>): void {
  const subject = firstSubject();
  if (subject === null) return;
  void attempt(async () => {
    await follow(job, (name) => work(subject, name).then(() => null));
    return null;
  });
}

export const askEmbedding = (): void =>
  onRequest('embedding', async (subject, job) => {
    const embedding = await ask('embed', about(subject, useInspect.getState().set, null)(job));
    if (embedding) setInspect({ embedding });
  });

export const askPrecision = (): void =>
  onRequest('precision', async (subject, job) => {
    const precision = await ask('lowerPrecision', about(subject, useInspect.getState().set, null)(job));
    if (precision) setInspect({ precision });
  });

/** Whether neighbours are looked for: once they were asked for, for every digit that is opened. */
export const useNeighbours = create<{ wanted: boolean }>(() => ({ wanted: false }));

/** Null where it was called off or did not work. */
export async function findNeighbours(image: Uint8Array): Promise<NeighbourDigit[] | null> {
  const subject = firstSubject();
  if (subject === null) return null;
  let found: NeighbourDigit[] | null = null;
  await attempt(async () => {
    found = await follow('neighbours', (job) => ask('nearestDigits', { subject, image, job }));
    return null;
  });
  if (!found) useNeighbours.setState({ wanted: false });
  return found;
}

export const askRobustness = (): void =>
  onRequest('robustness', async (subject, job) => {
    const robustness = await ask('robustness', { subject, images: ROBUSTNESS_IMAGES, job });
    if (robustness) setInspect({ robustness });
  });

export function chooseSet(set: InspectedSet): void {
  setInspect({ set });
  evaluate();
}

export function chooseFirst(first: string | null): void {
  setInspect({ first });
  evaluate();
}

export function chooseOthers(others: readonly string[]): void {
  setInspect({ others });
  evaluate();
}

export function chooseRule(rule: EnsembleRule): void {
  setInspect({ rule });
  evaluate();
}

export function chooseSecond(second: string | null): void {
  const { filter } = useInspect.getState();
  const paired = ['fixed', 'broken', 'bothWrong'].includes(filter.group);
  setInspect({ second, ...(second === null && paired && { filter: { ...filter, group: 'wrong' } }) });
  evaluate();
}

/** Evaluates when the view is first opened, and anew when what it is about is no longer there. */
export function followInspect(): void {
  let shownOf: string | null = null;
  const check = () => {
    if (useView.getState().view !== 'inspect') return;
    const now = JSON.stringify([firstSubject(), datasetSize(), useStudio.getState().dataset?.folder]);
    const { answers } = useInspect.getState();
    const busy = useJobs.getState().first !== undefined;
    if (now === shownOf && (answers !== null || busy)) return;
    if (now === shownOf && firstSubject() === null) return;
    shownOf = now;
    setInspect({ images: null });
    evaluate();
  };
  listen('progress', ({ job, share }) => {
    if (useJobs.getState()[job as InspectJob] !== undefined) useJobs.setState({ [job]: share });
  });
  useView.subscribe(check);
  useSubjects.subscribe(check);
  useStudio.subscribe((now, before) => {
    if (now.dataset !== before.dataset) check();
  });
  useDrawings.subscribe(() => {
    if (useInspect.getState().set === 'drawings') setInspect({ ...unanswered, images: null });
  });
}
