/** A report as data: what is to be read, in phrases; html.ts makes a page of it, in whichever language. */
import type { Figure } from '../lab/figure';
import type { Phrase } from '../phrase';

/** What stands in a cell: words to be translated, a name that stays, or a number. */
export type Cell = Phrase | string | number;

export interface Report {
  readonly title: string;
  /** What it is about, in a line. */
  readonly about: Phrase;
  readonly sections: readonly Section[];
}

export interface Section {
  readonly title: Phrase;
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly kind: 'text'; readonly text: Cell }
  /** Names and values. */
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [Cell, Cell])[] }
  | { readonly kind: 'table'; readonly caption: Phrase; readonly heads: readonly Cell[]; readonly rows: readonly (readonly Cell[])[] }
  | { readonly kind: 'figure'; readonly caption: Phrase; readonly figure: Figure }
  | { readonly kind: 'network'; readonly caption: Phrase; readonly layers: readonly DrawnLayer[] }
  /** counts[true][predicted] */
  | {
      readonly kind: 'confusion';
      readonly caption: Phrase;
      readonly classes: readonly string[];
      readonly counts: readonly (readonly number[])[];
    }
  | { readonly kind: 'images'; readonly caption: Phrase; readonly images: readonly CaptionedImage[] }
  | { readonly kind: 'code'; readonly text: string };

export interface DrawnLayer {
  readonly label: Phrase;
  readonly detail: Phrase;
  /** Which layers are drawn alike. */
  readonly family: string;
  /** [height, width, channels] or [features]. */
  readonly output: readonly number[];
  readonly parameters: number;
  /** Of a block: the layers on its main way. */
  readonly inner: readonly DrawnLayer[];
}

export interface CaptionedImage {
  /** Bytes, channels last. */
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly channels: number;
  readonly caption: Phrase;
}
