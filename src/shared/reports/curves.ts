/** The curves of a run, and those of several over each other. */
import type { LinesFigure, Series } from '../lab/figure';
import { type Phrase, phrase } from '../phrase';
import type { Section } from './report';
import type { ReportedRun } from './reported-run';

export const ofIterations = phrase`Iteration`;
export const line = (label: Phrase, at: readonly number[], values: readonly number[]): Series => ({
  label,
  points: at.map((iteration, index) => [iteration, values[index] ?? Number.NaN]),
});

export function curves({ metrics, validations }: ReportedRun): Section {
  if (metrics.iterations.length === 0) return { title: phrase`Curves`, blocks: [] };
  const at = validations.map(({ iteration }) => iteration);
  const averaged = validations.filter((each) => each.averaged);
  const figure = (title: Phrase, name: 'losses' | 'accuracies', validation: 'loss' | 'accuracy'): LinesFigure => ({
    ...{ kind: 'lines', title, x: { label: ofIterations }, y: { label: title } },
    series: [
      line(phrase`training batches`, metrics.iterations, smoothed(metrics[name])),
      ...(at.length > 0
        ? [
            line(
              phrase`validation images`,
              at,
              validations.map((each) => each[validation]),
            ),
          ]
        : []),
      ...(averaged.length > 0
        ? [
            line(
              phrase`validation images, averaged parameters`,
              averaged.map(({ iteration }) => iteration),
              averaged.map((each) => each.averaged?.[validation] ?? Number.NaN),
            ),
          ]
        : []),
    ],
  });
  const rates: LinesFigure = {
    ...{ kind: 'lines', title: phrase`Learning rate`, x: { label: ofIterations }, y: { label: phrase`Learning rate` } },
    series: [line(phrase`Learning rate`, metrics.iterations, metrics.learningRates)],
  };
  const isConstant = metrics.learningRates.every((rate) => rate === metrics.learningRates[0]);
  return {
    title: phrase`Curves`,
    blocks: [
      {
        kind: 'figure',
        caption: phrase`Loss while it trained, nats; of training batches the mean of the last ${WINDOW}`,
        figure: figure(phrase`Loss`, 'losses', 'loss'),
      },
      { kind: 'figure', caption: phrase`Accuracy while it trained, 0 to 1`, figure: figure(phrase`Accuracy`, 'accuracies', 'accuracy') },
      ...(isConstant ? [] : [{ kind: 'figure' as const, caption: phrase`Learning rate while it trained`, figure: rates }]),
    ],
  };
}

/** Batches are averaged over so many, which the caption says. */
export const WINDOW = 25;

export const smoothed = (values: readonly number[]): number[] =>
  values.map((_, index) => {
    const from = Math.max(0, index + 1 - WINDOW);
    let sum = 0;
    for (let at = from; at <= index; at++) sum += values[at] ?? 0;
    return sum / (index + 1 - from);
  });
