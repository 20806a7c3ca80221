/** Figures as data: what is to be seen, not how it is drawn. */
import type { Phrase } from '../phrase';

export type Figure = LinesFigure | PanelsFigure | HistogramsFigure | PathsFigure | TableFigure;

export interface Axis {
  readonly label: Phrase;
  readonly scale?: 'linear' | 'log';
  /** What is always shown; the data's own extent where it is left out. */
  readonly range?: readonly [number, number];
}

export interface Series {
  readonly label: Phrase;
  /** [x, y], x rising. */
  readonly points: readonly (readonly [number, number])[];
  readonly dashed?: boolean;
  /** Series of one tone belong together. */
  readonly tone?: number;
  /** What is to be said beside it, such as why it ends. */
  readonly note?: Phrase;
}

export interface LinesFigure {
  readonly kind: 'lines';
  readonly title: Phrase;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
}

/** Small figures of the same axes, row by row. */
export interface PanelsFigure {
  readonly kind: 'panels';
  readonly columns: number;
  readonly panels: readonly LinesFigure[];
}

export interface HistogramsFigure {
  readonly kind: 'histograms';
  readonly columns: number;
  readonly panels: readonly HistogramPanel[];
}

export interface HistogramPanel {
  readonly title: Phrase;
  readonly low: number;
  readonly high: number;
  readonly counts: readonly number[];
  /** How many numbers lie outside of [low, high] and are in no bar. */
  readonly outside: number;
}

/** Ways over the contours of a function whose levels are ellipses around (0, 0). */
export interface PathsFigure {
  readonly kind: 'paths';
  /** Both axes go from −reach to reach. */
  readonly reach: number;
  /** Half axes of the contours, the innermost first. */
  readonly contours: readonly { readonly x: number; readonly y: number }[];
  readonly panels: readonly { readonly title: Phrase; readonly points: readonly (readonly [number, number])[] }[];
}

export interface TableFigure {
  readonly kind: 'table';
  readonly heads: readonly Phrase[];
  readonly rows: readonly { readonly cells: readonly (Phrase | number)[]; readonly marked?: boolean }[];
}
