import { floatAt, numberAt } from '../at';

/** What comes out of a layer for some images, in figures: how its numbers are spread, and how many say nothing. */
export const BINS = 32;
/** Numbers that the histogram counts at most, evenly picked. */
const MOST_COUNTED = 60_000;

export interface ActivationStatistics {
  /** Counts of BINS equal stretches from `low` to `high`, without idle numbers and those that overflowed. */
  readonly histogram: readonly number[];
  readonly low: number;
  readonly high: number;
  readonly mean: number;
  readonly deviation: number;
  /** Share of the numbers on the side where the activation gives nothing; null where it has none. */
  readonly idle: number | null;
  /** Share of units (of images: channels) that are idle for every image; null likewise. */
  readonly dead: number | null;
  /** Share of the numbers where the activation is flat; null where it never is. */
  readonly saturated: number | null;
}

type Numbers = Float32Array | Float64Array;

interface Sides {
  readonly idle?: ((y: number) => boolean) | undefined;
  readonly saturated?: ((y: number) => boolean) | undefined;
}

/** Takes a layer's output image by image; `features` numbers each, the channels of a pixel (or the units of a vector) together. */
export interface ActivationCounter {
  add(row: Numbers): void;
  statistics(): ActivationStatistics;
}

/** `rows`: of each image, all there. */
export function activationStatistics(rows: readonly Numbers[], channels: number, sides: Sides): ActivationStatistics {
  const counter = countActivations({ images: rows.length, features: rows[0]?.length ?? 0, channels }, sides);
  for (const row of rows) counter.add(row);
  return counter.statistics();
}

export interface CountedLayer {
  /** That will be counted. */
  readonly images: number;
  readonly features: number;
  readonly channels: number;
}

export function countActivations({ images, features, channels }: CountedLayer, { idle, saturated }: Sides): ActivationCounter {
  const stride = coprimeStride(Math.max(1, Math.ceil((features * images) / MOST_COUNTED)), channels);
  let [image, counted, sum, squares, idleCount, saturatedCount] = [0, 0, 0, 0, 0, 0];
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const spread: number[] = [];
  const living = livingChannels(channels);
  return {
    add(row) {
      for (let index = image % stride; index < features; index += stride) {
        const y = floatAt(row, index);
        counted++;
        sum += y;
        squares += y * y;
        if (saturated?.(y)) saturatedCount++;
        if (idle?.(y)) {
          idleCount++;
          continue;
        }
        if (!Number.isFinite(y)) continue;
        spread.push(y);
        if (y < low) low = y;
        if (y > high) high = y;
      }
      if (idle) living.add(row, idle);
      image++;
    },
    statistics() {
      const mean = counted > 0 ? sum / counted : 0;
      const share = (count: number) => (counted > 0 ? count / counted : 0);
      return {
        histogram: histogramOf(spread, low, high),
        low: spread.length > 0 ? low : 0,
        high: spread.length > 0 ? high : 0,
        mean,
        deviation: Math.sqrt(Math.max(0, share(squares) - mean * mean)),
        idle: idle ? share(idleCount) : null,
        dead: idle ? (channels - living.count()) / channels : null,
        saturated: saturated ? share(saturatedCount) : null,
      };
    },
  };
}

/** At least `stride`, and such that stepping by it comes by every channel. */
function coprimeStride(stride: number, channels: number): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  return divisor(stride, channels) === 1 ? stride : coprimeStride(stride + 1, channels);
}

function histogramOf(values: readonly number[], low: number, high: number): number[] {
  const counts = new Array<number>(BINS).fill(0);
  const width = (high - low) / BINS || 1;
  for (const value of values) {
    const bin = Math.min(BINS - 1, Math.floor((value - low) / width));
    counts[bin] = numberAt(counts, bin) + 1;
  }
  return counts;
}

/** Channels that were not idle at some place of some image. */
function livingChannels(channels: number) {
  const alive = new Uint8Array(channels);
  let living = 0;
  return {
    add(row: Numbers, idle: (y: number) => boolean): void {
      for (let index = 0; index < row.length && living < channels; index++) {
        const channel = index % channels;
        if (alive[channel] || idle(floatAt(row, index))) continue;
        alive[channel] = 1;
        living++;
      }
    },
    count: () => living,
  };
}
