/**
 * A run's metrics in bounded memory: every iteration while there are no more than a picture shows by far, then every second
 * one, every fourth, and so on. Its file has them all.
 */
import { metricNames, type RunMetrics } from './run';

/** 32 MB of numbers; a chart has some thousand columns. */
export const MOST_POINTS = 2 ** 20;

export interface RunCurve extends RunMetrics {
  /** Of so many iterations there is one: those whose number it divides. */
  readonly every: number;
}

/** How long it is: what is appended in two places is appended to the same. */
export interface CurveLength {
  readonly from: number;
  readonly every: number;
}

/** Of whoever makes it longer. */
export type CurveLists = { [Name in keyof RunMetrics]: number[] } & { readonly every: number };

export const emptyCurve = (every = 1): CurveLists => ({ iterations: [], losses: [], accuracies: [], learningRates: [], every });

/** Appends in place, for a long history is too much to copy every time; where it grows too long, new lists are given. */
export function extendCurve(curve: CurveLists, more: RunMetrics, most = MOST_POINTS): CurveLists {
  const { every } = curve;
  for (const [row, iteration] of more.iterations.entries()) {
    if (iteration % every !== 0) continue;
    for (const name of metricNames) curve[name].push(more[name][row] ?? Number.NaN);
  }
  return curve.iterations.length > most ? extendCurve(emptyCurve(2 * every), curve, most) : curve;
}
