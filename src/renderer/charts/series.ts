/** From one number an iteration to the few hundred points a chart can draw, with nothing that stands out lost. */

export interface ChartPoint {
  readonly iteration: number;
  readonly raw: number;
  readonly smooth: number;
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

/** The smallest and the largest value of each of BUCKETS equal stretches, in order, and the very last point. */
export function decimate(iterations: readonly number[], values: readonly number[], buckets = BUCKETS): ChartPoint[] {
  const smooth = smoothed(values);
  const point = (index: number): ChartPoint => ({ iteration: iterations[index] ?? 0, raw: values[index] ?? 0, smooth: smooth[index] ?? 0 });
  if (values.length <= 2 * buckets) return values.map((_, index) => point(index));

  const points: ChartPoint[] = [];
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = Math.floor((bucket * values.length) / buckets);
    const to = Math.floor(((bucket + 1) * values.length) / buckets);
    const [first, second] = extremes(values, from, to);
    points.push(point(first));
    if (second !== first) points.push(point(second));
  }
  const last = values.length - 1;
  if (points.at(-1)?.iteration !== iterations[last]) points.push(point(last));
  return points;
}

/** Where the smallest and the largest of values[from … to) stand, the earlier one first. */
function extremes(values: readonly number[], from: number, to: number): readonly [number, number] {
  let low = from;
  let high = from;
  for (let index = from + 1; index < to; index++) {
    if ((values[index] ?? 0) < (values[low] ?? 0)) low = index;
    if ((values[index] ?? 0) > (values[high] ?? 0)) high = index;
  }
  return low < high ? [low, high] : [high, low];
}
