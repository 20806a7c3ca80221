/** Asks for what Inspect shows: evaluations, images, maps; one job of a kind at a time, the newest. */
import type { EnsembleRule } from '@shared/analysis/ensemble';
import { isActive } from '@shared/contracts/run';
import type { InspectedSet, NeighbourDigit, SetPredictions } from '@shared/contracts/state';
import type { RunSpec } from '@shared/spec/run-spec';
import { create } from 'zustand';
import { request } from '../../../state/bridge';
import { refreshCatalogue, useCatalogue } from '../../../state/catalogue-store';
import { cancelJobs, follow, type Job, useJobs } from '../../../state/jobs';
import { type Asked, isOutdated, runAsModel, takes, usualModel } from '../../../state/models';
import { attempt } from '../../../state/operations';
import { useStudio } from '../../../state/studio-store';
import { useView } from '../../../state/view-store';
import { drawingCount, ensureDrawings, useDrawings } from '../../draw/state/drawings-store';
import { nothingPredicted, useInspect } from './inspect-store';

/** Images of one request: a message of less than a megabyte. */
const IMAGES_AT_ONCE = 1000;
/** Test images that robustness is measured on. */
const ROBUSTNESS_IMAGES = 2000;

const setInspect = useInspect.setState;

/** The model whose predictions are shown first, the usual one where none was chosen; null where there is none. */
export function firstModel(): string | null {
  const { first } = useInspect.getState();
  const { models } = useCatalogue.getState();
  if (first !== null && models.some(({ id }) => id === first)) return first;
  return usualModel(models, askedImages(), runAsModel(), true)?.id ?? null;
}

/** What the networks are asked about. */
export function askedImages(): Asked {
  const { dataset } = useStudio.getState();
  return dataset?.status === 'ready' ? { shape: dataset.shape, classes: dataset.classes } : { shape: [28, 28, 1] };
}

/** Whether none are kept of the classes of a model. */
export function hasNoDrawings(id: string | null = firstModel()): boolean {
  const model = useCatalogue.getState().models.find((each) => each.id === id);
  if (!model) return true;
  const set = { classes: model.classes, shape: model.input };
  void ensureDrawings(set).catch(() => undefined); // it is asked for again when it is looked at
  return drawingCount(set) === 0;
}

/** Those that take images of the dataset. */
export const fittingModels = () => useCatalogue.getState().models.filter((model) => takes(model, askedImages()));

/** What else is asked is about the parameters whose predictions are shown, though the run may have trained on since. */
export const shownVersions = () => useInspect.getState().predictions?.first.versions ?? {};

/** Tells one evaluation from the next, so that an answer that comes too late is let go. */
let newest = 0;

const isKnown = (id: string) => useCatalogue.getState().models.some((each) => each.id === id);

/** The chosen members of the ensemble beside the first that there still are. */
const otherMembers = () => useInspect.getState().others.filter((id) => id !== firstModel() && isKnown(id));

/** Null where none was chosen, or it is gone. */
function secondModel(): string | null {
  const { second } = useInspect.getState();
  return second !== null && isKnown(second) ? second : null;
}

/** The test set is for the end: while its run trains, a model is looked at on the validation images, where it has any. */
function usualSet(): InspectedSet {
  const { open, set } = useInspect.getState();
  if (open !== null) return set; // what is being looked at stays
  const { run } = useStudio.getState();
  const shown = [firstModel(), secondModel(), ...otherMembers()];
  const isTraining = run !== null && isActive(run.status) && shown.includes(runAsModel() ?? '');
  return isTraining && hasValidation(run.spec) ? 'validation' : 'test';
}

/** Whether images were held back of it, or the dataset brings its own. */
function hasValidation({ data }: RunSpec): boolean {
  const { dataset } = useStudio.getState();
  return data.validation > 0 || (dataset?.status === 'ready' && dataset.validationImages > 0);
}

/** What the newest evaluation is of: where that changes by itself, it is done anew. */
let evaluated: string | null = null;
const meant = () =>
  JSON.stringify([
    firstModel(),
    otherMembers(),
    secondModel(),
    askedImages(),
    useInspect.getState().isSetChosen ? useInspect.getState().set : usualSet(),
  ]);

/** Nothing that is under way is shown any more. Gives the number of the evaluation that may follow. */
function letGo(): number {
  newest += 1;
  evaluated = null;
  cancelJobs('first', 'second', 'embedding', 'precision', 'robustness', 'neighbours', 'classes');
  setInspect(nothingPredicted);
  return newest;
}

/** `image`: the digit to open; otherwise the one that is open stays, where it is among those that are shown then. */
export function evaluate(image: number | null = null): void {
  const model = firstModel();
  if (!useInspect.getState().isSetChosen) setInspect({ set: usualSet() });
  const { set, rule } = useInspect.getState();
  const others = otherMembers();
  const second = secondModel();
  const { open, predictions: before } = useInspect.getState();
  const own = letGo();
  evaluated = meant();
  if (model === null || (set === 'drawings' && hasNoDrawings(model))) return;
  void attempt('evaluate', async () => {
    const first = await follow('first', (job) => request('evaluateSet', { model, set, of: null, others, rule, job }));
    if (!first || own !== newest) return null;
    // The digit that was open is shown again, where it is the same one.
    setInspect({ predictions: { first, second: null }, open: openedIn(first, image ?? (before?.first.key === first.key ? open : null)) });
    await Promise.all([
      loadImages(first, model, own),
      loadDoubts(first),
      second && second !== model ? compareWith(second, model, own) : null,
    ]);
    return null;
  });
}

/** A place that the set has. */
const openedIn = ({ count }: SetPredictions, image: number | null) => (image !== null && image < count ? image : null);

async function compareWith(second: string, model: string, own: number): Promise<void> {
  const { set } = useInspect.getState();
  const following = (job: string) => ({ job, versions: shownVersions() });
  const found = await orAnew(follow('second', (job) => request('evaluateSet', { model: second, set, of: model, ...following(job) })));
  const { predictions } = useInspect.getState();
  if (found && predictions && own === newest) setInspect({ predictions: { ...predictions, second: found } });
}

async function loadImages({ key, set, count, height, width, channels }: SetPredictions, model: string, own: number): Promise<void> {
  const known = useInspect.getState().images;
  if (known?.key === key && known.loaded === count) return;
  const size = height * width * channels;
  const pixels = new Uint8Array(count * size);
  for (let from = 0; from < count; from += IMAGES_AT_ONCE) {
    const to = Math.min(from + IMAGES_AT_ONCE, count);
    const found = await request('imagesOf', { model, set, from, to });
    if (own !== newest) return;
    pixels.set(found, from * size);
    setInspect({ images: { key, pixels, loaded: to } });
  }
}

async function loadDoubts({ checksum }: SetPredictions): Promise<void> {
  setInspect({ doubtful: new Set(checksum === null ? [] : await request('doubtfulLabels', { checksum })) });
}

/** Marks the label of the image at that place of the set, or takes the mark back. */
export function toggleDoubt(image: number): void {
  const { predictions, doubtful } = useInspect.getState();
  const { checksum, positions } = predictions?.first ?? {};
  const position = positions?.[image];
  if (!checksum || position === undefined) return;
  void attempt('toggleDoubt', async () => {
    setInspect({ doubtful: new Set(await request('markDoubtful', { checksum, position, doubtful: !doubtful.has(position) })) });
    return null;
  });
}

type Result = Partial<ReturnType<typeof useInspect.getState>>;

/** Computed from the shown predictions on request, and shown unless others are by then. */
function onRequest(job: Job, work: (model: string, following: Following) => Promise<Result>): void {
  const model = firstModel();
  if (model === null) return;
  const own = newest;
  void attempt(job, async () => {
    const found = await orAnew(follow(job, (name) => work(model, { job: name, versions: shownVersions() })));
    if (found && own === newest) setInspect(found);
    return null;
  });
}

interface Following {
  readonly job: string;
  readonly versions: Readonly<Record<string, string>>;
}

/** Where the parameters that predicted are gone, all is evaluated anew. */
export async function orAnew<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  const own = newest;
  try {
    return await asked;
  } catch (error) {
    if (!isOutdated(error)) throw error;
    if (own === newest) evaluate(); // else that is done already
    return null;
  }
}

export const computeEmbedding = (): void =>
  onRequest('embedding', async (model, following) => ({
    embedding: await request('embed', { ...ofSet(model), ...following }),
  }));

export const computePrecision = (): void =>
  onRequest('precision', async (model, following) => ({
    precision: await request('lowerPrecision', { ...ofSet(model), ...following }),
  }));

/** Of the ensemble whose predictions are shown. */
export const computeClassProbabilities = (): void =>
  onRequest('classes', async (model, following) => {
    const { rule } = useInspect.getState();
    return { classProbabilities: await request('classProbabilities', { ...ofSet(model), ...following, others: otherMembers(), rule }) };
  });

const ofSet = (model: string) => ({ model, set: useInspect.getState().set, of: null });

/** Whether neighbours are looked for: once they were asked for, for every digit that is opened. */
export const useNeighbours = create<{ wanted: boolean }>(() => ({ wanted: false }));

/** Null where it was cancelled or did not work. */
export async function findNeighbours(image: Uint8Array): Promise<NeighbourDigit[] | null> {
  const model = firstModel();
  if (model === null) return null;
  let found: NeighbourDigit[] | null = null;
  await attempt('findNeighbours', async () => {
    found = await orAnew(follow('neighbours', (job) => request('nearestDigits', { model, image, job, versions: shownVersions() })));
    return null;
  });
  if (!found) useNeighbours.setState({ wanted: false });
  return found;
}

export const measureRobustness = (): void =>
  onRequest('robustness', async (model, following) => ({
    robustness: await request('robustness', { model, images: ROBUSTNESS_IMAGES, ...following }),
  }));

export function chooseSet(set: InspectedSet): void {
  setInspect({ set, isSetChosen: true });
  evaluate();
}

export function chooseFirst(first: string | null): void {
  setInspect({ first });
  evaluate();
}

/** Shows that model alone; `image`: a digit of that set, opened at once. */
export async function inspectModel(id: string | null, at?: { readonly set: InspectedSet; readonly image: number }): Promise<void> {
  if (id !== null && !isKnown(id)) await refreshCatalogue();
  setInspect({ first: id, second: null, others: [], open: null, ...(at ? { set: at.set, isSetChosen: true } : { isSetChosen: false }) });
  useView.getState().show('inspect');
  evaluate(at?.image ?? null);
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
  const check = () => {
    if (useView.getState().view !== 'inspect') return;
    const { predictions } = useInspect.getState();
    const busy = useJobs.getState().first !== undefined;
    if (meant() === evaluated && (predictions !== null || busy || firstModel() === null)) return;
    setInspect({ images: null });
    evaluate();
  };
  useView.subscribe(check);
  useCatalogue.subscribe(check);
  useStudio.subscribe((now, before) => {
    if (now.dataset === before.dataset) return;
    evaluated = null; // also where it is the same folder: what is in it may be other images
    check();
  });
  useDrawings.subscribe(() => {
    if (useInspect.getState().set !== 'drawings') return;
    letGo();
    setInspect({ images: null });
    check();
  });
}
