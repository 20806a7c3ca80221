/** From one number an iteration to the few hundred points a chart can draw, with nothing that stands out lost. */

export interface ChartPoint {
  readonly iteration: number;
  readonly raw: number;
  readonly smooth: number;
  /** Of the iterations after which the network was evaluated. */
  readonly validation: number | undefined;
}

/** Iterations that the smoothed curve looks back on, about. */
const MEMORY = 50;
/** Twice as many points are drawn at most. */
const BUCKETS = 240;

/** A causal exponential mean, freed of its bias towards the start (as Adam frees its moments): a point never changes later. */
export function smoothed(values: readonly number[]): Float64Array {
  const keep = 1 - 1 / MEMORY;
  const result = new Float64Array(values.length);
  let mean = 0;
  let weight = 0;
  for (let index = 0; index < values.length; index++) {
    mean = keep * mean + (1 - keep) * (values[index] ?? 0);
    weight = keep * weight + (1 - keep);
    result[index] = mean / weight;
  }
  return result;
}

/**
 * Where the axis ends while a run of `end` iterations is at `iteration`: at its end, or early in a long run at the next
 * of 1, 2, 5 times a power of ten that leaves the curve some room, so that it is more than a line at the edge.
 */
export function axisEnd(iteration: number, end: number): number {
  const wanted = Math.max(100, iteration * 1.5);
  if (wanted > end / 4) return end;
  const power = 10 ** Math.floor(Math.log10(wanted));
  return power * (wanted <= power ? 1 : wanted <= 2 * power ? 2 : wanted <= 5 * power ? 5 : 10);
}

/**
 * The smallest and the largest value of each of BUCKETS equal stretches, every point with a validation and the very last
 * one, in order. Validation stands in the same points, so that a hover reads all series at one iteration.
 */
export function decimate(
  iterations: readonly number[],
  values: readonly number[],
  validation: ReadonlyMap<number, number> = new Map(),
  buckets = BUCKETS,
): ChartPoint[] {
  const kept = new Set<number>();
  if (values.length <= 2 * buckets) for (let index = 0; index < values.length; index++) kept.add(index);
  for (let bucket = 0; bucket < buckets && values.length > 2 * buckets; bucket++) {
    const from = Math.floor((bucket * values.length) / buckets);
    const to = Math.floor(((bucket + 1) * values.length) / buckets);
    for (const index of extremes(values, from, to)) kept.add(index);
  }
  if (values.length > 0) kept.add(values.length - 1);
  const first = iterations[0] ?? 0;
  for (const iteration of validation.keys()) if (iteration - first < values.length) kept.add(iteration - first);

  const smooth = smoothed(values);
  return [...kept]
    .sort((a, b) => a - b)
    .map((index) => {
      const iteration = iterations[index] ?? 0;
      return { iteration, raw: values[index] ?? 0, smooth: smooth[index] ?? 0, validation: validation.get(iteration) };
    });
}

/** Where the smallest and the largest of values[from … to) stand. */
function extremes(values: readonly number[], from: number, to: number): readonly [number, number] {
  let low = from;
  let high = from;
  for (let index = from + 1; index < to; index++) {
    if ((values[index] ?? 0) < (values[low] ?? 0)) low = index;
    if ((values[index] ?? 0) > (values[high] ?? 0)) high = index;
  }
  return [low, high];
}
