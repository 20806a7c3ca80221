/**
 * Questions that the page has and the inspector answers, each declared once: what it takes, what it answers. The page's
 * client, the bridge, the check of the input, the relay in main and the type of the function that answers
 * (main/processes/inspector/questions/NAME.ts) follow from the line here.
 */
import { z } from 'zod';
import { ensembleRules } from '../analysis/ensemble';
import type { RgbaImage } from '../data/digits/ink';
import type { SteppedNetwork } from '../lab/one-step/step';
import type { ReportedRun } from '../reports/reported-run';
import { parseDraft, parseRunSpec } from '../spec/parse-run-spec';
import type { RunSpec } from '../spec/run-spec';
import { MOST_REPEATS } from '../studies/repeats';
import type { RateFinding } from '../training/find-learning-rate';
import type { Robustness } from '../training/robustness';
import { bytes, folderName, jobName, modelId, modelVersions } from './inputs';
import { LARGEST_IMAGE, MOST_IMAGES, MOST_MEMBERS, MOST_MODELS, MOST_STEPPED } from './limits';
import type { ModelSummary, Reproduction, RunDetails, RunSummary } from './run';
import type {
  AugmentedDigits,
  Embedding,
  ExaminedDigit,
  NeighbourDigit,
  PairComparison,
  PrecisionRow,
  PredictedBy,
  SearchSummary,
  SetPredictions,
} from './state';
import { inspectedSets } from './state';

/** What any question may come with. */
export interface Asked {
  /** Where progress is to be told: another of that name cancels it. */
  readonly job?: string | undefined;
  /**
   * Models that must answer with the parameters of an earlier answer, as its `versions` named them, though the run may have
   * trained on since. Where they are gone, the answer is the error `Outdated`.
   */
  readonly versions?: Readonly<Record<string, string>> | undefined;
}

export interface Question<Input, Raw, Answer> {
  /** As the page sends it. */
  readonly input: z.ZodType<Input & Asked, Raw & Asked>;
  /** Every id of a model in a parsed question. */
  models(question: object): string[];
  /** Only a type: what it answers. */
  readonly answer?: Answer;
}

const question = <Answer>() => ({
  taking: <Shape extends z.ZodRawShape>(shape: Shape): Question<z.output<z.ZodObject<Shape>>, z.input<z.ZodObject<Shape>>, Answer> => {
    const named = Object.keys(shape).filter((field) => holdsModels(shape[field] as z.ZodType));
    return {
      input: z.strictObject({ ...shape, job: jobName.optional(), versions: modelVersions.optional() }) as unknown as Question<
        z.output<z.ZodObject<Shape>>,
        z.input<z.ZodObject<Shape>>,
        Answer
      >['input'],
      models: (asked) =>
        named.flatMap((field) => asked[field as keyof typeof asked] as string | null | string[]).filter((id) => id !== null),
    };
  },
});

/** Whether a field is an id of a model, or holds ids, however they are wrapped. */
function holdsModels(schema: z.ZodType): boolean {
  if (schema === modelId) return true;
  const { innerType, element } = schema._zod.def as { innerType?: z.ZodType; element?: z.ZodType };
  const inner = innerType ?? element;
  return inner !== undefined && holdsModels(inner);
}

/** Together with `others`, as an ensemble. */
const asEnsemble = {
  others: z
    .array(modelId)
    .max(MOST_MEMBERS - 1)
    .default([]),
  rule: z.enum(ensembleRules).default('mean'),
};
/** A set of images; `of`: whose validation images are meant, where not the model's own. */
const aboutSet = { model: modelId, set: z.enum(inspectedSets), of: modelId.nullable() };
const image = bytes(1024 * 1024);
const draft = z.unknown().transform((value): RunSpec => parseDraft(value));

export const questions = {
  /** Every trained network there is to choose. */
  shippedModels: question<ModelSummary[]>().taking({}),
  /** Each model's probabilities for images of one shape, one after another. */
  predict: question<PredictedBy[]>().taking({
    models: z.array(modelId).max(MOST_MODELS),
    images: bytes(MOST_IMAGES * LARGEST_IMAGE),
  }),
  /** What a model predicts of every image of a set, as an ensemble with the others where there are any. */
  evaluateSet: question<SetPredictions>().taking({ ...aboutSet, ...asEnsemble }),
  /** By class, its predicted probability, averaged over its images; null of a class without images. */
  classProbabilities: question<(number | null)[]>().taking({ ...aboutSet, ...asEnsemble }),
  /** Bytes of the images [from, to) of the set that is the model's own. */
  imagesOf: question<Uint8Array>().taking({ model: modelId, set: z.enum(inspectedSets), from: z.int().min(0), to: z.int().min(0) }),
  /**
   * Feature maps, saliency and (`covering`, which takes longest) occlusion of one image, for the class `target` or the one it
   * is predicted as.
   */
  examineDigit: question<ExaminedDigit>().taking({
    model: modelId,
    image,
    target: z.int().min(0).max(255).nullable(),
    covering: z.boolean(),
  }),
  /** The training images nearest to an image in the model's last hidden layer. */
  nearestDigits: question<NeighbourDigit[]>().taking({ model: modelId, image }),
  /** How far an image is from the model's training images: above 1 it is unlike them; null where there are none to compare with. */
  unlikeness: question<number | null>().taking({ model: modelId, image }),
  /** 2-D map (UMAP) of the last hidden layer. */
  embed: question<Embedding>().taking(aboutSet),
  /** The same parameters in fewer bits. */
  lowerPrecision: question<PrecisionRow[]>().taking(aboutSet),
  /** Accuracy on distorted test images. */
  robustness: question<Robustness>().taking({ model: modelId, images: z.int().min(1).max(1_000_000) }),
  /** Pixels of a picture file of any kind, as the command line reads it. */
  decodePicture: question<RgbaImage>().taking({ bytes: bytes(100 * 2 ** 20), name: z.string().max(300) }),
  /** Predictions of all images without labels of the dataset, as Kaggle takes them: the text of the file. */
  submission: question<{ readonly csv: string; readonly images: number }>().taking({ model: modelId }),
  /** Every run on disk, the newest first. */
  listRuns: question<RunSummary[]>().taking({}),
  /** Spec and curves of a run; null where it cannot be read. */
  runDetails: question<RunDetails | null>().taking({ folder: folderName }),
  /** What a report tells of runs. */
  reportedRuns: question<ReportedRun[]>().taking({ folders: z.array(folderName).min(1).max(MOST_MODELS) }),
  /** Trains a run again and compares what comes of it with what is kept. */
  reproduceRun: question<Reproduction>().taking({ folder: folderName }),
  /** Every search on disk. */
  listSearches: question<SearchSummary[]>().taking({}),
  /**
   * One training step on so many training images from the `first` on: of a run from its newest checkpoint, or without one of the
   * spec's initial values.
   */
  oneStep: question<SteppedNetwork>().taking({
    spec: z.unknown().transform((value) => parseRunSpec(value)),
    folder: folderName.nullable(),
    first: z.int().min(0).max(10_000_000),
    images: z.int().min(1).max(MOST_STEPPED),
  }),
  /** Two rows of models compared one by one, McNemar's test each, on the test images. */
  comparePairs: question<{ readonly images: number; readonly all: readonly PairComparison[] }>().taking({
    first: z.array(modelId).min(1).max(MOST_REPEATS),
    second: z.array(modelId).min(1).max(MOST_REPEATS),
  }),
  /** A short training at rising learning rates, and which of them it suggests. */
  findLearningRate: question<RateFinding>().taking({ spec: z.unknown().transform((value) => parseRunSpec(value)) }),
  /** What augmentation makes of the first training images at iteration `round`, bytes 0 … 255. */
  augmentedDigits: question<AugmentedDigits>().taking({ spec: draft, round: z.int().min(1).max(1_000_000) }),
};

export type Questions = typeof questions;
export type QuestionName = keyof Questions;
/** After parsing, but for what any question may come with. */
export type QuestionInput<Name extends QuestionName> = Omit<z.output<Questions[Name]['input']>, keyof Asked>;
export type QuestionAnswer<Name extends QuestionName> = Exclude<Questions[Name]['answer'], undefined>;
