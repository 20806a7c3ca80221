/** Which numbers a field takes, and what is said of one that it does not. */
import type { TFunction } from 'i18next';
import { readNumber, writeNumber } from './read-number';

export interface NumberRange {
  readonly minimum?: number | undefined;
  /** Excluded itself, unlike a minimum. */
  readonly above?: number | undefined;
  readonly maximum?: number | undefined;
  readonly integer: boolean;
}

/** In range and, where only whole ones are taken, whole. */
export const isTaken = (number: number, range: NumberRange): boolean => Number.isFinite(number) && misfit(number, range) === null;

/** What keeps a number from being taken; null where nothing does. */
function misfit(number: number, { minimum, above, maximum, integer }: NumberRange) {
  if ((minimum !== undefined && number < minimum) || (above !== undefined && number <= above)) return 'small';
  if (maximum !== undefined && number > maximum) return 'large';
  return integer && !Number.isSafeInteger(number) ? 'whole' : null;
}

/** What is wrong with what was typed, of which field, and what may be typed instead; null where nothing is. */
export function complaintOf(typed: string, label: string, unit: string, range: NumberRange, t: TFunction): string | null {
  const number = readNumber(typed, unit);
  if (number !== null && isTaken(number, range)) return null;
  const wrong = typed.trim() === '' ? 'empty' : number === null ? 'none' : (misfit(number, range) ?? 'large');
  return t('number.complaint', { label, wrong: t(`number.${wrong}`, { typed: typed.trim() }), remedy: remedy(range, t) });
}

function remedy({ minimum, above, maximum, integer }: NumberRange, t: TFunction) {
  const limits = { minimum: writeNumber(minimum ?? above ?? 0), maximum: writeNumber(maximum ?? 0) };
  const lower = minimum !== undefined ? 'From' : above !== undefined ? 'Above' : '';
  const upper = maximum !== undefined ? 'To' : '';
  return t(`number.enter${lower}${upper}`, { ...limits, kind: t(integer ? 'number.wholeNumber' : 'number.number') });
}
