/** From values to pixels and back, and curves as SVG paths. */
import type { Bucket, Domain, Scale } from './series';

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const share = (value: number, [low, high]: Domain, scale: Scale) =>
  scale === 'log' ? Math.log(Math.max(value, low * 1e-3) / low) / Math.log(high / low) : (value - low) / (high - low);

export const toX = (iteration: number, domain: Domain, { x, width }: Area) => x + width * share(iteration, domain, 'linear');

export const toY = (value: number, domain: Domain, scale: Scale, { y, height }: Area) => y + height * (1 - share(value, domain, scale));

/** The iteration at a pixel, within the domain. */
export const toIteration = (pixel: number, [low, high]: Domain, { x, width }: Area) =>
  Math.round(low + (high - low) * Math.min(1, Math.max(0, (pixel - x) / width)));

const tenth = (pixels: number) => Math.round(pixels * 10) / 10;

export function linePath(
  buckets: readonly Bucket[],
  of: (bucket: Bucket) => number,
  x: (bucket: Bucket) => number,
  y: (value: number) => number,
): string {
  let path = '';
  for (const bucket of buckets) path += `${path === '' ? 'M' : 'L'}${tenth(x(bucket))} ${tenth(y(of(bucket)))}`;
  return path;
}

/** The raw curve: through the low and the high of each stretch, which is every value where a stretch is one iteration. */
export function rawPath(buckets: readonly Bucket[], x: (bucket: Bucket) => number, y: (value: number) => number): string {
  let path = '';
  for (const bucket of buckets) {
    const at = tenth(x(bucket));
    path += `${path === '' ? 'M' : 'L'}${at} ${tenth(y(bucket.low))}`;
    if (bucket.high !== bucket.low) path += `L${at} ${tenth(y(bucket.high))}`;
  }
  return path;
}

/** The area between the smallest and the largest values, drawn over stretches a little wider than those of the curve. */
export function bandPath(buckets: readonly Bucket[], x: (bucket: Bucket) => number, y: (value: number) => number, wide = 8): string {
  const places: { at: number; low: number; high: number }[] = [];
  for (let from = 0; from < buckets.length; from += wide) {
    const group = buckets.slice(from, from + wide);
    const [first, last] = [group[0], group.at(-1)];
    if (!first || !last) continue;
    const low = Math.min(...group.map((each) => each.low));
    const high = Math.max(...group.map((each) => each.high));
    places.push({ at: x(first), low, high }, { at: x(last), low, high });
  }
  if (places.length === 0) return '';
  const upper = places.map(({ at, high }) => `${tenth(at)} ${tenth(y(high))}`).join('L');
  const lower = places.toReversed().map(({ at, low }) => `${tenth(at)} ${tenth(y(low))}`);
  return `M${upper}L${lower.join('L')}Z`;
}
