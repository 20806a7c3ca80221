/** A run's metrics as the points of a file of curves: what was measured at one iteration is one point. */
import type { CurveFormat, CurvePoint } from '@shared/exchange/curves/format';
import { writeParts } from '../files/whole-files';
import { type MetricLine, metricBlocks } from './metrics-file';
import { readRecord } from './record';

/** Throws what reading the run throws, and a FileError where `path` cannot be written. */
export async function exportCurves(folder: string, path: string, format: CurveFormat): Promise<void> {
  const { created } = await readRecord(folder);
  await writeParts(path, partsOf(folder, format, new Date(created)));
}

async function* partsOf(folder: string, format: CurveFormat, began: Date): AsyncGenerator<Uint8Array> {
  yield format.begin(began);
  for await (const points of curvePoints(metricBlocks(folder))) yield format.write(points, began);
}

/** Lines of one iteration follow one another, so that a point is whole when the next one begins. */
export async function* curvePoints(blocks: AsyncIterable<readonly MetricLine[]>): AsyncGenerator<readonly CurvePoint[]> {
  let open: CurvePoint[] = [];
  let seconds = 0;
  for await (const lines of blocks) {
    const points = open;
    for (const line of lines) {
      if ('seconds' in line) seconds = line.seconds;
      const { iteration } = line;
      const last = points.at(-1);
      if (last?.iteration === iteration) points[points.length - 1] = { ...last, values: { ...last.values, ...valuesOf(line) } };
      else points.push({ iteration, seconds, values: valuesOf(line) });
    }
    open = points.splice(-1);
    yield points;
  }
  yield open;
}

function valuesOf(line: MetricLine): Record<string, number> {
  const { loss, accuracy } = line;
  if (!('evaluated' in line)) return { 'training/loss': loss, 'training/accuracy': accuracy, 'learning rate': line.learningRate };
  if (line.of === 'average') return { 'validation of the average/loss': loss, 'validation of the average/accuracy': accuracy };
  // What is measured batch by batch is called training already.
  const set = line.evaluated === 'training' ? 'whole training set' : line.evaluated;
  return { [`${set}/loss`]: loss, [`${set}/accuracy`]: accuracy };
}
