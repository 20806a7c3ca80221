/** What a curve chart is given, and what the plot within it draws. */
import { createContext, useContext } from 'react';
import type { Domain, Scale } from './series';

export interface PlottedPoint {
  readonly iteration: number;
  readonly value: number;
}

export interface CurveMark {
  readonly iteration: number;
  readonly text: string;
}

/** One number an iteration, and what stands beside it. The lists may be appended to in place; a new object tells of it. */
export interface CurveData {
  readonly iterations: readonly number[];
  readonly values: readonly number[];
  /** Values of another set at some iterations, drawn as points. */
  readonly points: readonly PlottedPoint[];
  /** The same of averaged parameters, drawn as other points. */
  readonly averages: readonly PlottedPoint[];
  /** What happened at some iterations, drawn as lines across. */
  readonly marks: readonly CurveMark[];
  /** The last iteration of the run, so that the curve grows into its place. */
  readonly end: number;
}

export interface CurveChartProps {
  /** What the chart shows, for those who cannot see it. */
  readonly label: string;
  readonly data: CurveData;
  readonly scale: Scale;
  /** Limits that the values cannot pass, such as 0 of a loss. */
  readonly limits: Domain;
  /** Draws the values themselves only, as for a learning rate, which is not noisy. */
  readonly plain?: boolean;
  /** Whether the marks are named here. */
  readonly namesMarks?: boolean;
  /** Pixels; as high as there is room where it is left out. */
  readonly height?: number;
  readonly formatTick: (value: number) => string;
  readonly formatIteration: (iteration: number) => string;
}

export interface CurveView extends CurveChartProps {
  readonly x: Domain;
  readonly y: Domain;
}

const Context = createContext<CurveView | null>(null);
export const CurveViewProvider = Context.Provider;

/** What the plot within a chart draws. */
export function useCurveView(): CurveView {
  const view = useContext(Context);
  if (!view) throw new Error('a plot needs a curve chart around it');
  return view;
}
