import { curveFormat } from '@shared/exchange/curves';
import { writeBytes } from '../../../files/whole-files';
import { readMetrics } from '../../../runs/metrics-file';
import { readRecord } from '../../../runs/record';
import { curvesOf } from '../../../runs/run-curves';
import type { FileFunction } from '.';

export const exportCurves: FileFunction<'exportCurves'> = async ({ path, type, folder }) => {
  const [{ created }, lines] = await Promise.all([readRecord(folder), readMetrics(folder)]);
  await writeBytes(path, curveFormat(type).write(curvesOf(lines, new Date(created))));
  return null;
};
