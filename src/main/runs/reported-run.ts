/** Gathers what a report tells of a run: its record, its curves, and what it predicts of its test images where they are at hand. */
import { basename } from 'node:path';
import { confusionOf } from '@shared/analysis/confusion';
import { byteAt, floatAt } from '@shared/at';
import { labelledAs } from '@shared/data/class-names';
import type { ImageSet } from '@shared/data/image-set';
import { isOriginal } from '@shared/data/originals';
import { KasaneError } from '@shared/kasane-error';
import { type Phrase, phrase } from '@shared/phrase';
import type { Mistake, ReportedRun, TestPredictions } from '@shared/reports/reported-run';
import { type Classifier, createClassifier } from '@shared/training/classifier';
import { measureRobustness } from '@shared/training/robustness';
import type { TeamFactory } from '@shared/training/team';
import { datasetIn } from '../datasets/dataset-cache';
import { datasetRef } from '../datasets/dataset-ref';
import { loadModel } from '../models/model';
import { runSliced } from '../processes/run-sliced';
import { readEvaluations } from './evaluation-file';
import { readCurves } from './open-run';
import { readRecord } from './record';
import { readRobustness } from './robustness-file';

export interface ReportOptions {
  readonly createTeam: TeamFactory;
  /** On so many test images; of 0 what was measured before stands in it. */
  readonly robustnessImages: number;
  readonly signal?: AbortSignal;
}

/** The worst mistakes that are shown. */
const MOST_MISTAKES = 24;
/** The longest that other questions wait meanwhile. */
const SLICE_MILLISECONDS = 50;

/** Throws what reading the run throws. */
export async function reportedRun(folder: string, options: ReportOptions): Promise<ReportedRun> {
  const [record, curves, evaluations] = await Promise.all([
    readRecord(folder),
    readCurves(folder),
    readEvaluations(folder).catch(() => ({})),
  ]);
  const { spec, changes, label, from, machine, app, created, dataset } = record;
  const evaluated = Object.fromEntries(
    Object.entries(evaluations).map(([set, { evaluation }]) => [set, { images: evaluation.images, correct: evaluation.correct }]),
  );
  const { test, missing, robustness, iteration } = await predictionsOf(folder, dataset, options);
  return {
    ...{ spec, changes, label, from, machine, app, created },
    name: label.name || spec.name,
    folder: basename(folder),
    dataset: {
      name: datasetRef(dataset.folder, dataset.checksums).name,
      checksums: dataset.checksums,
      isBuiltIn: isOriginal(dataset.checksums),
    },
    iteration: iteration ?? record.outcome?.iteration ?? 0,
    seconds: curves.seconds,
    metrics: curves.metrics,
    validations: curves.validations,
    evaluated: test ? { ...evaluated, test: { images: test.labels.length, correct: rightOf(test) } } : evaluated,
    test,
    missing,
    robustness,
  };
}

const rightOf = ({ labels, predicted }: TestPredictions) =>
  labels.reduce((sum, label, image) => sum + (predicted[image] === label ? 1 : 0), 0);

interface Predicted {
  readonly test: TestPredictions | null;
  readonly missing: Phrase | null;
  readonly robustness: ReportedRun['robustness'];
  readonly iteration: number | null;
}

/** Where its parameters or its data cannot be read, or the data are others by now, why nothing is predicted. */
async function predictionsOf(
  folder: string,
  { folder: dataFolder, checksums }: { readonly folder: string; readonly checksums: Readonly<Record<string, string>> },
  { createTeam, robustnessImages, signal }: ReportOptions,
): Promise<Predicted> {
  const without = (missing: Phrase, iteration: number | null = null): Predicted => ({ test: null, missing, robustness: null, iteration });
  const model = await loadModel({ kind: 'run', folder }).catch((error) => without(whyNot(error)));
  if ('missing' in model) return model;
  const dataset = await datasetIn(dataFolder).catch((error) => without(whyNot(error), model.iteration));
  if ('missing' in dataset) return dataset;
  const isSame = Object.entries(checksums).every(([part, sum]) => dataset.checksums[part] === sum);
  if (!isSame)
    return without(
      phrase`The dataset is not the one that the run was trained on any more; its test images are not evaluated.`,
      model.iteration,
    );
  const { spec, tensors, iteration } = model;
  const images = labelledAs(dataset.test, spec.network.classes);
  const classifier = createClassifier(spec.network, spec.data.scaling, tensors, createTeam);
  try {
    const slices = { milliseconds: SLICE_MILLISECONDS, ...(signal && { signal }) };
    const test = await testOf(classifier, images, slices);
    if (robustnessImages === 0) return { test, missing: null, robustness: await keptRobustness(folder, iteration), iteration };
    const robustness = await runSliced(measureRobustness(classifier, images.sample(robustnessImages), spec.network.recipe), slices);
    return { test, missing: null, robustness, iteration };
  } finally {
    classifier.close();
  }
}

/** As it was last measured, where that was of these parameters. */
async function keptRobustness(folder: string, iteration: number | null): Promise<ReportedRun['robustness']> {
  const kept = await readRobustness(folder);
  return kept?.iteration === iteration ? kept : null;
}

/** What cannot be read is told of; anything else is a fault. */
function whyNot(error: unknown): Phrase {
  if (!(error instanceof KasaneError)) throw error;
  return phrase`The test images are not evaluated: ${error.phrase}`;
}

async function testOf(
  classifier: Classifier,
  images: ImageSet,
  slices: { milliseconds: number; signal?: AbortSignal },
): Promise<TestPredictions> {
  const { predicted, losses, probabilities } = await runSliced(classifier.predictions(images), slices);
  const { labels, classes, shape } = images;
  const misread = Array.from(labels.keys()).filter((image) => labels[image] !== predicted[image]);
  const worst = misread.toSorted((a, b) => floatAt(losses, b) - floatAt(losses, a) || a - b).slice(0, MOST_MISTAKES);
  const mistakes = worst.map((image): Mistake => {
    const as = byteAt(predicted, image);
    return {
      image,
      label: byteAt(labels, image),
      predicted: as,
      probability: floatAt(probabilities, image * classes.length + as),
      // A copy: what is sent would take the whole set along.
      pixels: images.image(image).slice(),
      width: shape[1],
      channels: shape[2],
    };
  });
  return {
    classes,
    labels: labels.slice(),
    predicted: predicted.slice(),
    confusion: confusionOf(labels, predicted, classes.length),
    mistakes,
  };
}
