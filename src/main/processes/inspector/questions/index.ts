/** What the page asks, one function a question. A new one is its line in contracts/questions.ts, its file and a line here. */
import type { ModelRef, Surroundings } from '@shared/contracts/processes';
import type { QuestionAnswer, QuestionInput, QuestionName } from '@shared/contracts/questions';
import type { ReadyModel } from '../../../models/ready-models';
import type { RequestContext } from '../../serve';
import { augmentedDigits } from './augmented-digits';
import { classProbabilities } from './class-probabilities';
import { comparePairs } from './compare-pairs';
import { decodePicture } from './decode-picture';
import { embed } from './embed';
import { evaluateSet } from './evaluate-set';
import { examineDigit } from './examine-digit';
import { findLearningRateQuestion } from './find-learning-rate';
import { imagesOf } from './images-of';
import { listRunsQuestion } from './list-runs';
import { listSearchesQuestion } from './list-searches';
import { lowerPrecision } from './lower-precision';
import { nearestDigits } from './nearest-digits';
import { oneStepQuestion } from './one-step';
import { predict } from './predict';
import { reportedRuns } from './reported-runs';
import { reproduceRunQuestion } from './reproduce-run';
import { robustness } from './robustness';
import { runDetailsQuestion } from './run-details';
import { shippedModelsQuestion } from './shipped-models';
import { submission } from './submission';
import { unlikeness } from './unlikeness';

export interface QuestionContext extends RequestContext<number> {
  readonly surroundings: Surroundings;
  /** Ready to answer. Throws a KasaneError where there is none of that id, and what loading it throws. */
  model(id: string): Promise<ReadyModel>;
  /** Where it is to be found. Throws a KasaneError where there is none of that id. */
  refOf(id: string): ModelRef;
}

export type QuestionFunction<Name extends QuestionName> = (
  question: QuestionInput<Name>,
  context: QuestionContext,
) => Promise<QuestionAnswer<Name>>;

export const questions: { readonly [Name in QuestionName]: QuestionFunction<Name> } = {
  shippedModels: shippedModelsQuestion,
  predict,
  evaluateSet,
  classProbabilities,
  imagesOf,
  examineDigit,
  nearestDigits,
  unlikeness,
  embed,
  lowerPrecision,
  robustness,
  listRuns: listRunsQuestion,
  runDetails: runDetailsQuestion,
  reproduceRun: reproduceRunQuestion,
  reportedRuns,
  listSearches: listSearchesQuestion,
  augmentedDigits,
  decodePicture,
  oneStep: oneStepQuestion,
  findLearningRate: findLearningRateQuestion,
  comparePairs,
  submission,
};
