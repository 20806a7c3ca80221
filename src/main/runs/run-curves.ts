import type { CurvePoint, Curves } from '@shared/exchange/curves/format';
import type { MetricLine } from './metrics-file';

/** A run's metrics as curves: what was measured at one iteration is one point. */
export function curvesOf(lines: readonly MetricLine[], created: Date): Curves {
  const points = new Map<number, { seconds: number; values: Record<string, number> }>();
  let seconds = 0;
  for (const line of lines) {
    if ('seconds' in line) seconds = line.seconds;
    const point = points.get(line.iteration) ?? { seconds, values: {} };
    points.set(line.iteration, point);
    if ('evaluated' in line) {
      // What is measured batch by batch is called training already.
      const set = line.evaluated === 'training' ? 'whole training set' : line.evaluated;
      point.values[`${set}/loss`] = line.loss;
      point.values[`${set}/accuracy`] = line.accuracy;
    } else {
      Object.assign(point.values, {
        'training/loss': line.loss,
        'training/accuracy': line.accuracy,
        'learning rate': line.learningRate,
      });
    }
  }
  const sorted = [...points].toSorted(([a], [b]) => a - b);
  return { created, points: sorted.map(([iteration, point]): CurvePoint => ({ iteration, ...point })) };
}
