/** From one number an iteration to what a chart can draw, with nothing that stands out lost. */
import { numberAt } from '@shared/at';
import { smoothed } from '@shared/training/smoothed';

export { smoothed };

/** A stretch of iterations drawn at one place: its extremes and where its smoothed curve ends. */
export interface Bucket {
  /** The place of its last value in the lists. */
  readonly index: number;
  readonly iteration: number;
  readonly low: number;
  readonly high: number;
  readonly smooth: number;
}

/** An iteration's place in the lists: the first at or after it. */
export function placeOf(iterations: readonly number[], iteration: number): number {
  let [low, high] = [0, iterations.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numberAt(iterations, middle) < iteration) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The iterations from … to in at most `buckets` stretches as even as can be, each with its smallest and largest value: no
 * extreme is lost. Stretches follow from the iterations alone, so that a curve that grows does not flicker.
 */
export function decimate(iterations: readonly number[], values: readonly number[], from: number, to: number, buckets: number): Bucket[] {
  const smooth = smoothed(values);
  const start = placeOf(iterations, from);
  const end = placeOf(iterations, to + 1);
  const stride = Math.max(1, Math.ceil((to - from + 1) / buckets));
  const found: Bucket[] = [];
  for (let index = start; index < end; ) {
    const next = (Math.floor(numberAt(iterations, index) / stride) + 1) * stride;
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (; index < end && numberAt(iterations, index) < next; index++) {
      const value = numberAt(values, index);
      if (value < low) low = value;
      if (value > high) high = value;
    }
    found.push({ index: index - 1, iteration: numberAt(iterations, index - 1), low, high, smooth: numberAt(smooth, index - 1) });
  }
  return found;
}

/**
 * Where the axis ends while a run of `end` iterations is at `iteration`: at its end, or early in a long run at the next
 * of 1, 2, 5 times a power of ten that leaves the curve some room, so that it is more than a line at the edge.
 */
export function axisEnd(iteration: number, end: number): number {
  const wanted = Math.max(100, iteration * 1.5);
  return wanted > end / 4 ? end : roundUp(wanted);
}

/** To the next of 1, 2, 5 times a power of ten. */
export function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const leading = value / power;
  return power * (leading <= 1 ? 1 : leading <= 2 ? 2 : leading <= 5 ? 5 : 10);
}

export type Scale = 'linear' | 'log';
export type Domain = readonly [number, number];

/** An axis that holds all values from low to high and changes seldom as they grow. */
export function niceDomain(low: number, high: number, scale: Scale): Domain {
  if (!(high >= low) || !Number.isFinite(low) || !Number.isFinite(high)) return scale === 'log' ? [0.1, 10] : [0, 1];
  if (scale === 'log') return logDomain(Math.max(low, 1e-8), Math.max(high, 1e-8));
  // Of one value, or the same over and over, the axis shows a tenth around it.
  const span = high > low ? Math.max(high - low, Math.abs(high) * 1e-3) : Math.abs(high) / 10;
  const step = roundUp(Math.max(span, 1e-9) / 5);
  return [Math.floor(low / step) * step, Math.max(Math.ceil(high / step), Math.floor(low / step) + 1) * step];
}

function logDomain(low: number, high: number): Domain {
  const [from, to] = [10 ** Math.floor(Math.log10(low)), 10 ** Math.ceil(Math.log10(high))];
  return from === to ? [from, to * 10] : [from, to];
}

/** Marks of an axis: even ones, or powers of ten with 2 and 5 between where there are few. */
export function ticksOf([low, high]: Domain, scale: Scale, about = 5): number[] {
  if (scale === 'log') {
    const decades = Math.round(Math.log10(high / low));
    const within = decades <= 2 ? [1, 2, 5] : [1];
    return Array.from({ length: decades + 1 }, (_, power) => within.map((factor) => low * factor * 10 ** power))
      .flat()
      .filter((tick) => tick <= high * 1.000001);
  }
  const step = roundUp((high - low) / about);
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: count }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}
