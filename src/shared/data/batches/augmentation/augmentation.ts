/**
 * Augmentation: training images are changed a little, each time in another way, so that a network learns what a digit
 * stays itself under. What happens to an image is a function of (seed, iteration, row) alone, and only training sees it.
 * An image is first moved, by one map and one interpolation for all that moves it, then its ink is changed.
 */
import { z } from 'zod';
import type { Kernels } from '../../../kernels/kernels';
import type { AffineMap, Words } from '../../../kernels/operands';

/** Of pixels counted from the centre. */
export const unmoved: AffineMap = { xx: 1, xy: 0, x: 0, yx: 0, yy: 1, y: 0 };

/** What `first` does after `then`: the pixel asks `then` where to look, and that place asks `first`. */
export const composed = (first: AffineMap, then: AffineMap): AffineMap => ({
  xx: first.xx * then.xx + first.xy * then.yx,
  xy: first.xx * then.xy + first.xy * then.yy,
  x: first.xx * then.x + first.xy * then.y + first.x,
  yx: first.yx * then.xx + first.yy * then.yx,
  yy: first.yx * then.xy + first.yy * then.yy,
  y: first.yx * then.x + first.yy * then.y + first.y,
});

/** The random numbers of one image at one iteration and for one kind of change. */
export interface Draw {
  /** Evenly distributed on (−1, 1); `index` from 0 to 6. */
  signed(index: number): number;
  /** What kernels draw from. */
  readonly words: Words;
}

/** One image at work, and room of the calling thread; offsets of values. */
export interface Workplace {
  readonly height: number;
  readonly width: number;
  /** The ink, 0 … 1, row by row; room for 8 more behind it. */
  readonly ink: number;
  /** Of every pixel: columns, then rows. */
  readonly displacements: number;
  /** As much as the kind asked for. */
  readonly room: number;
}

/** Behaviour of a kind: what it does to an image that it is to change. One of the three. */
export interface Augmentation {
  /** Moves the whole image. */
  move?(draw: Draw): AffineMap;
  /** Adds to the displacements, and tells how many values of room that takes. */
  readonly bend?: { room(height: number, width: number): number; apply(kernels: Kernels, at: Workplace, draw: Draw): void };
  /** Changes the ink in place. */
  readonly mark?: { room(height: number, width: number): number; apply(kernels: Kernels, at: Workplace, draw: Draw): void };
  /** Whether paper does not stay paper. */
  readonly coversPaper?: boolean;
}

/** The share of the images that a kind changes. */
export const probabilitySetting = z
  .number()
  .min(0)
  .max(1)
  .default(1)
  .meta({
    label: 'Probability',
    help: 'Share of the images that are changed',
    step: 0.1,
    ja: { label: '確率', help: '変える画像の割合' },
  });

export const noRoom = () => 0;
