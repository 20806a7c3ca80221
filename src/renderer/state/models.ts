/** Which of the trained networks is meant. */
import type { ModelSummary } from '@shared/contracts/run';
import { classMisfit } from '@shared/data/class-names';
import { type ImageShape, sameShape } from '@shared/data/image-set';
import { KasaneError } from '@shared/kasane-error';
import { bestOf } from '@shared/lab/experiments/ranking';
import { useMemo } from 'react';
import { designName, type Words } from '../words/use-words';
import { useCatalogue } from './catalogue-store';
import { useStudio } from './studio-store';

/** The run of this session as a model's id, once it has learnt something. */
export function runAsModel({ run } = useStudio.getState()): string | null {
  return run?.folder && (run.exportable ?? 0) > 0 ? `run:${run.folder}` : null;
}

/** Whether a question named a version of a model whose parameters are no longer at hand. */
export const isOutdated = (error: unknown): boolean => error instanceof KasaneError && error.name === 'Outdated';

/** What a network is asked about: images of a shape, perhaps of known classes. */
export interface Asked {
  readonly shape: ImageShape;
  readonly classes?: readonly string[];
}

/** Whether it takes such images, and knows their classes. */
export const takes = ({ input, classes }: Pick<ModelSummary, 'input' | 'classes'>, asked: Asked): boolean =>
  sameShape(input, asked.shape) && (asked.classes === undefined || classMisfit(classes, asked.classes) === null);

/**
 * The model that predicts unless the user chooses one: the run of this session, the newest run where `runs` is set, else what
 * Kasane comes with.
 */
export function usualModel(models: readonly ModelSummary[], asked: Asked | null, ofRun: string | null, runs: boolean): ModelSummary | null {
  const fitting = models.filter((model) => asked === null || takes(model, asked));
  const own = fitting.find(({ id }) => id === ofRun);
  return own ?? fitting.find(({ kind }) => runs && kind === 'run') ?? fitting.find(({ kind }) => kind === 'model') ?? fitting[0] ?? null;
}

/** Runs whose accuracy on MNIST's own test set is known, the best first. */
export function useEvaluated(): readonly ModelSummary[] {
  const models = useCatalogue((state) => state.models);
  return useMemo(
    () =>
      models
        .filter(({ testAccuracy, kind, original }) => testAccuracy !== null && kind === 'run' && original)
        .toSorted((a, b) => (b.testAccuracy ?? 0) - (a.testAccuracy ?? 0)),
    [models],
  );
}

/** As the ranking takes it. */
export const rankedOf = ({ name, seed, testAccuracy }: ModelSummary, { text, t }: Words) =>
  bestOf(`${designName(name, text)}${seed === null ? '' : `, ${t('train.seed', { seed })}`}`, testAccuracy ?? 0);
