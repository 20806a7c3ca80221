/**
 * What networks say of the sheet, kept up with it: one question at a time, the newest state of the sheet next. What
 * each step of the normalisation is good for, and what the answer hangs on, are asked when there is a moment for it.
 */

import type { PredictedBy } from '@shared/contracts/state';
import { DIGIT_SIDE, type NormalisedDigit } from '@shared/data/digits/normalise';
import { isBlank, normaliseSheet, type Sheet } from '@shared/data/digits/sheet';
import { allSteps, type NormalisationStep, naiveSteps, normalisationSteps, without } from '@shared/data/digits/steps';
import { create } from 'zustand';
import { ask } from '../../../state/bridge';
import { useCatalogue } from '../../../state/catalogue-store';
import { runAsModel, usualModel } from '../../../state/models';
import { useStudio } from '../../../state/studio-store';
import { useView } from '../../../state/view-store';
import { chosenModels, useDraw } from './draw-store';

/** What the first model would say without a step. */
export interface WithoutStep {
  readonly step: NormalisationStep;
  readonly predicted: number;
  readonly probability: number;
}

interface AnswersStore {
  /** Null while the sheet is blank. */
  readonly naive: NormalisedDigit | null;
  readonly normalised: NormalisedDigit | null;
  /** With the steps that are switched on. */
  readonly seen: NormalisedDigit | null;
  readonly answers: readonly PredictedBy[];
  readonly without: readonly WithoutStep[];
  /** d logit of the first model's answer / d pixel of what it sees; null where it is not shown. */
  readonly saliency: Float32Array | null;
  /** What these are the answers to. */
  readonly of: Sheet | null;
  /** When the change came that these are the answers to, by the clock of events; null where by no pointer. */
  readonly askedAt: number | null;
  /** Why there is no prediction. */
  readonly trouble: unknown;
}

const nothing: AnswersStore = {
  of: null,
  naive: null,
  normalised: null,
  seen: null,
  answers: [],
  without: [],
  saliency: null,
  askedAt: null,
  trouble: null,
};

export const useAnswers = create<AnswersStore>(() => nothing);

const set = useAnswers.setState;

/** Ids of the models that answer now, the usual one where none were chosen. */
export function answering(): readonly string[] {
  const usual = usualModel(useCatalogue.getState().models, [DIGIT_SIDE, DIGIT_SIDE], runAsModel(), false);
  return chosenModels() ?? (usual ? [usual.id] : []);
}

let asking = false;
let outdated = false;

/** Asks anew, unless a question is under way: then when it is answered. */
function update(): void {
  outdated = true;
  if (asking || useView.getState().view !== 'draw') return;
  asking = true;
  void keepUp().finally(() => {
    asking = false;
  });
}

async function keepUp(): Promise<void> {
  while (outdated) {
    outdated = false;
    try {
      await askOnce();
    } catch (trouble) {
      set({ of: useDraw.getState().sheet, answers: [], without: [], saliency: null, trouble });
    }
  }
}

async function askOnce(): Promise<void> {
  const { sheet, steps, saliency, changedAt } = useDraw.getState();
  const seen = isBlank(sheet) ? null : normaliseSheet(sheet, steps);
  if (!seen) {
    set({ ...nothing, of: sheet });
    return;
  }
  const models = [...answering()];
  const asked = ask('predict', { models, digits: seen.pixels });
  // While the networks answer: the small pictures.
  const normalised = normalisationSteps.every(({ id }) => steps[id]) ? seen : normaliseSheet(sheet, allSteps);
  const naive = normaliseSheet(sheet, naiveSteps);
  const answers = await asked;
  // Asked again of the same sheet, as for a new checkpoint, it is no answer to the pointer.
  const { of, askedAt } = useAnswers.getState();
  set({
    of: sheet,
    seen,
    normalised,
    naive,
    answers,
    askedAt: of === sheet ? askedAt : changedAt,
    trouble: null,
    ...(!saliency && { saliency: null }),
  });
  clearTimeout(resting);
  resting = window.setTimeout(() => void askMore(sheet, seen).catch((trouble: unknown) => set({ trouble })), REST_MILLISECONDS);
}

/** What takes longer than the answer must not keep the next one waiting: it is asked when the pen has rested for so long. */
const REST_MILLISECONDS = 80;
let resting = 0;

/** What the first model would say without each step, and what its answer hangs on. */
async function askMore(sheet: Sheet, seen: NormalisedDigit): Promise<void> {
  const { steps, saliency } = useDraw.getState();
  const [first] = answering();
  const isCurrent = () => !outdated && useDraw.getState().sheet === sheet && useAnswers.getState().of === sheet;
  if (first === undefined || !isCurrent()) return;
  const taken = normalisationSteps.filter(({ id }) => steps[id]);
  const others = taken.map(({ id }) => ({ step: id, digit: normaliseSheet(sheet, without(id, steps)) }));
  const digits = new Uint8Array(others.length * seen.pixels.length);
  others.forEach(({ digit }, index) => {
    if (digit) digits.set(digit.pixels, index * seen.pixels.length);
  });
  const [found] = await ask('predict', { models: [first], digits });
  if (!isCurrent()) return;
  set({
    without: others.map(({ step }, index) => {
      const probabilities = found?.probabilities[index] ?? [];
      const probability = Math.max(...probabilities, 0);
      return { step, predicted: probabilities.indexOf(probability), probability };
    }),
  });
  if (!saliency) return;
  const { saliency: values } = await ask('examineDigit', { model: first, image: seen.pixels, target: null, covering: false });
  if (isCurrent()) set({ saliency: values });
}

/** Follows the sheet, the choice of models, and a run's new checkpoints. */
export function followSheet(): void {
  useDraw.subscribe((now, before) => {
    const changed = (['sheet', 'steps', 'saliency', 'chosen'] as const).some((part) => now[part] !== before[part]);
    if (changed) update();
  });
  useStudio.subscribe((now, before) => {
    if (now.run?.exportable !== before.run?.exportable) update();
  });
  useCatalogue.subscribe(update);
  useView.subscribe(update);
}
