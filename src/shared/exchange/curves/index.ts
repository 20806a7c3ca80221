import { KasaneError } from '../../kasane-error';
import { phrase } from '../../phrase';
import { curvesCsv } from './csv';
import type { CurveFormat } from './format';
import { tensorboard } from './tensorboard';

export const curveFormats: readonly CurveFormat[] = [curvesCsv, tensorboard];

/** Throws a KasaneError that names those there are. */
export function curveFormat(type: string): CurveFormat {
  const found = curveFormats.find((format) => format.type === type);
  if (!found)
    throw new KasaneError(phrase`${type}: is no format of curves; use ${curveFormats.map((format) => format.type).join(', ')}`, 'format');
  return found;
}
