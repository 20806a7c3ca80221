/**
 * What models predict of the sheet, kept up with it: one request at a time, the newest state of the sheet next. The effect
 * of each step of the normalisation and the saliency are computed when the pen rests.
 */

import type { ModelSummary } from '@shared/contracts/run';
import type { PredictedBy } from '@shared/contracts/state';
import { partsOf, type SheetPart } from '@shared/data/digits/sheet-parts';
import { allSteps, type NormalisationStep, naiveSteps, normalisationSteps, without } from '@shared/data/digits/steps';
import { isAsMnist, type PhotoSheet, type SeenImage, seenBy } from '@shared/data/sheet-input';
import { grouped } from '@shared/grouped';
import { errorFrom } from '@shared/kasane-error';
import { create } from 'zustand';
import { request } from '../../../state/bridge';
import { useCatalogue } from '../../../state/catalogue-store';
import { isOutdated, runAsModel, usualModel } from '../../../state/models';
import { useStudio } from '../../../state/studio-store';
import { useView } from '../../../state/view-store';
import { chosenModels, useDraw } from './draw-store';
import { digitForm, type Form, formOf, inputKey } from './forms';
import { formOfSet, useSets } from './set-store';

/** What the first model would predict without a step. */
export interface WithoutStep {
  readonly step: NormalisationStep;
  readonly predicted: number;
  readonly probability: number;
}

/** One of several digits on the sheet. */
export interface PredictedPart extends SheetPart {
  /** By the first model; null until the pen rests, and where it predicts nothing of it. */
  readonly probabilities: readonly number[] | null;
}

interface PredictionsStore {
  /** The digits on the sheet, where there are several. */
  readonly parts: readonly PredictedPart[];
  /** What the first model takes. */
  readonly form: Form;
  /** Null while the sheet is blank, and where its images are not made as MNIST's were. */
  readonly naive: SeenImage | null;
  /** With every step. */
  readonly normalised: SeenImage | null;
  /** With the steps that are switched on. */
  readonly seen: SeenImage | null;
  readonly predictions: readonly PredictedBy[];
  readonly without: readonly WithoutStep[];
  /** ∂ logit of the first model's predicted class / ∂ pixel; null where it is not shown. */
  readonly saliency: Float32Array | null;
  /** The sheet that these predictions are of. */
  readonly of: PhotoSheet | null;
  /** When the sheet changed to that, by the clock of events; null where not by a pointer. */
  readonly requestedAt: number | null;
  /** Why there is no prediction. */
  readonly trouble: unknown;
}

const nothing: PredictionsStore = {
  parts: [],
  of: null,
  form: digitForm,
  naive: null,
  normalised: null,
  seen: null,
  predictions: [],
  without: [],
  saliency: null,
  requestedAt: null,
  trouble: null,
};

export const usePredictions = create<PredictionsStore>(() => nothing);

const set = usePredictions.setState;

/** Ids of the models that predict now, the usual one where none were chosen. */
export function predictingModels(): readonly string[] {
  const { models } = useCatalogue.getState();
  const { dataset } = useStudio.getState();
  const { open } = useSets.getState();
  // Of a set that is drawn into none but one of its classes means anything.
  if (open) return chosenModels() ?? modelsOfSet(formOfSet(open), models);
  // The run at hand whatever it is of; else one for the images in use, or for digits, which can be drawn anyway.
  const own = usualModel(models, null, runAsModel(), false);
  const ofData = dataset?.status === 'ready' ? usualModel(models, dataset, null, !dataset.original) : null;
  const usual =
    own?.id === runAsModel() ? own : (ofData ?? usualModel(models, { shape: digitForm.input, classes: digitForm.classes }, null, false));
  return chosenModels() ?? (usual ? [usual.id] : []);
}

/** The run at hand, or the newest, that has learnt those very classes. */
function modelsOfSet({ input, classes }: Form, models: readonly ModelSummary[]): readonly string[] {
  const fitting = models.filter((model) => model.input.join() === input.join() && model.classes.join('\n') === classes.join('\n'));
  const model = fitting.find(({ id }) => id === runAsModel()) ?? fitting[0];
  return model ? [model.id] : [];
}

/** What each of them takes, in their order. */
function predictingForms(): readonly { readonly id: string; readonly form: Form }[] {
  const { models } = useCatalogue.getState();
  return predictingModels().flatMap((id) => {
    const model = models.find((each) => each.id === id);
    return model ? [{ id, form: formOf(model) }] : [];
  });
}

/** Of the first; where there is none, of the set that is drawn into, or of digits. */
export function firstForm(forms = predictingForms()): Form {
  const { open } = useSets.getState();
  return forms[0]?.form ?? (open ? formOfSet(open) : digitForm);
}

let predicting = false;
let outdated = false;

/** Predicts anew; while a request is under way, once that has been answered. */
function update(): void {
  outdated = true;
  if (predicting || useView.getState().view !== 'draw') return;
  predicting = true;
  void keepUp().finally(() => {
    predicting = false;
  });
}

async function keepUp(): Promise<void> {
  while (outdated) {
    outdated = false;
    try {
      await predictSheet();
    } catch (trouble) {
      set({ of: useDraw.getState().sheet, predictions: [], without: [], saliency: null, trouble });
    }
  }
}

async function predictSheet(): Promise<void> {
  const { sheet, steps, saliency, changedAt, digit } = useDraw.getState();
  const forms = predictingForms();
  const form = firstForm(forms);
  // A class of the user's own may be of several parts.
  const parts = isAsMnist(form) && useSets.getState().open === null ? partsOf(sheet) : [];
  const several = parts.length > 1 ? parts : [];
  const part = several[Math.min(digit, several.length - 1)] ?? parts.find(({ touches }) => touches);
  const looked = several.length > 1 && part ? { ...sheet, ...part.sheet } : sheet;
  const seen = seenBy(form, looked, steps);
  if (!seen) {
    set({ ...nothing, of: sheet, form });
    return;
  }
  const prediction = predictAll(forms, (each) => (inputKey(each) === inputKey(form) ? seen : seenBy(each, looked, steps)));
  // Meanwhile: the small pictures.
  const normalised = normalisationSteps.every(({ id }) => steps[id]) ? seen : seenBy(form, looked, allSteps);
  const naive = isAsMnist(form) ? seenBy(form, sheet, naiveSteps) : null;
  const predictions = await prediction;
  // A prediction of the same sheet again, as by a new checkpoint, says nothing of the latency.
  const { of, requestedAt } = usePredictions.getState();
  set({
    of: sheet,
    parts: (several.length > 1 ? several : part ? [part] : []).map((each) => ({ ...each, probabilities: null })),
    form,
    seen,
    normalised,
    naive,
    predictions,
    requestedAt: of === sheet ? requestedAt : changedAt,
    trouble: null,
    ...(!saliency && { saliency: null }),
  });
  clearTimeout(resting);
  resting = window.setTimeout(() => void explainSheet(sheet, looked, seen).catch(notExplained), REST_MILLISECONDS);
}

/** What the first model predicts of each part. */
async function predictParts(parts: readonly SheetPart[], form: Form, model: string): Promise<PredictedPart[]> {
  const { steps, sheet } = useDraw.getState();
  const seen = parts.map((part) => seenBy(form, { ...sheet, ...part.sheet }, steps));
  const known = seen.filter((each) => each !== null);
  const [found] = known.length > 0 ? await request('predict', { models: [model], images: joinedPixels(known) }) : [];
  return parts.map((part, index) => {
    const image = seen[index];
    return { ...part, probabilities: image ? (found?.probabilities[known.indexOf(image)] ?? null) : null };
  });
}

function joinedPixels(images: readonly SeenImage[]): Uint8Array {
  const size = images[0]?.pixels.length ?? 0;
  const pixels = new Uint8Array(images.length * size);
  images.forEach((image, index) => {
    pixels.set(image.pixels, index * size);
  });
  return pixels;
}

/** Each network is given the image that it takes; those that take the same one, at once. */
async function predictAll(
  forms: readonly { readonly id: string; readonly form: Form }[],
  seenAs: (form: Form) => SeenImage | null,
): Promise<PredictedBy[]> {
  const found = await Promise.all(
    [...grouped(forms, ({ form }) => inputKey(form)).values()].map(async (group) => {
      const [first] = group;
      const seen = first && seenAs(first.form);
      return seen ? request('predict', { models: group.map(({ id }) => id), images: seen.pixels }) : [];
    }),
  );
  const all = found.flat();
  return forms.flatMap(({ id }) => all.find(({ model }) => model === id) ?? []);
}

const notExplained = (trouble: unknown): void => (isOutdated(trouble) ? update() : set({ trouble }));

/** What takes longer must not keep the next prediction waiting: it begins when the pen has rested for so long. */
const REST_MILLISECONDS = 80;
let resting = 0;

/** What the first model would predict without each step, and its saliency. */
async function explainSheet(sheet: PhotoSheet, looked: PhotoSheet, seen: SeenImage): Promise<void> {
  const { steps, saliency } = useDraw.getState();
  const [first] = predictingModels();
  const form = firstForm();
  const isCurrent = () => !outdated && useDraw.getState().sheet === sheet && usePredictions.getState().of === sheet;
  if (first === undefined || !isCurrent()) return;
  const { parts } = usePredictions.getState();
  if (parts.length > 1) {
    const predicted = await predictParts(parts, form, first);
    if (!isCurrent()) return;
    set({ parts: predicted });
  }
  const taken = isAsMnist(form) ? normalisationSteps.filter(({ id }) => steps[id]) : [];
  const others = taken.map(({ id }) => ({ step: id, digit: seenBy(form, looked, without(id, steps)) }));
  const digits = new Uint8Array(others.length * seen.pixels.length);
  others.forEach(({ digit }, index) => {
    if (digit) digits.set(digit.pixels, index * seen.pixels.length);
  });
  // The parameters that gave the shown probabilities explain them, though the run may have trained on since.
  const version = usePredictions.getState().predictions.find(({ model }) => model === first)?.version;
  const versions = version ? { [first]: version } : {};
  const [found] = others.length === 0 ? [] : await request('predict', { models: [first], images: digits, versions });
  if (!isCurrent()) return;
  if (found?.error) throw errorFrom(found.error);
  set({
    without: others.map(({ step }, index) => {
      const probabilities = found?.probabilities[index] ?? [];
      const probability = Math.max(...probabilities, 0);
      return { step, predicted: probabilities.indexOf(probability), probability };
    }),
  });
  if (!saliency) return;
  const { saliency: values } = await request('examineDigit', {
    model: first,
    image: seen.pixels,
    target: null,
    covering: false,
    versions,
  });
  if (isCurrent()) set({ saliency: values });
}

/** Follows the sheet, the choice of models, and a run's new checkpoints. */
export function followSheet(): void {
  useDraw.subscribe((now, before) => {
    const changed = (['sheet', 'steps', 'saliency', 'chosen', 'digit'] as const).some((part) => now[part] !== before[part]);
    if (changed) update();
  });
  useStudio.subscribe((now, before) => {
    if (now.run?.exportable !== before.run?.exportable || now.dataset !== before.dataset) update();
  });
  useCatalogue.subscribe(update);
  useSets.subscribe((now, before) => {
    if (now.open?.classes !== before.open?.classes) update();
  });
  useView.subscribe(update);
}
