import { curveFormat } from '@shared/exchange/curves';
import { exportCurves as write } from '../../../runs/run-curves';
import type { FileFunction } from '.';

export const exportCurves: FileFunction<'exportCurves'> = async ({ path, type, folder }) => {
  await write(folder, path, curveFormat(type));
  return null;
};
