import { floatAt, lastOf } from '../at';
export interface Neighbour {
  readonly index: number;
  /** Euclidean. */
  readonly distance: number;
}

/** The `count` rows of [row][feature] nearest to `point`, nearest first; of equal ones the earlier. */
export function nearestRows(rows: Float32Array, point: Float32Array, count: number): Neighbour[] {
  const features = point.length;
  const found: Neighbour[] = [];
  for (let index = 0, at = 0; at < rows.length; index++) {
    let distance = 0;
    for (let feature = 0; feature < features; feature++, at++) distance += (floatAt(rows, at) - floatAt(point, feature)) ** 2;
    if (found.length === count && distance >= lastOf(found).distance) continue;
    found.push({ index, distance });
    found.sort((a, b) => a.distance - b.distance || a.index - b.index);
    found.length = Math.min(found.length, count);
  }
  return found.map(({ index, distance }) => ({ index, distance: Math.sqrt(distance) }));
}
