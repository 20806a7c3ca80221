/** Values as reports say them. */
import { wilsonInterval } from '../analysis/interval';
import { type Phrase, phrase } from '../phrase';
import { countText, percentText } from './numbers';
import type { Cell } from './report';

/** With Wilson's interval. */
export function accuracyText({ images, correct }: { readonly images: number; readonly correct: number }): Phrase {
  const { low, high } = wilsonInterval(correct, images);
  return phrase`${percentText(correct / images)} of ${countText(images)} images (95 %: ${percentText(low)} to ${percentText(high)})`;
}

/** Of a setting, by its type alone. */
export const shown = (value: unknown): Cell =>
  typeof value === 'number' ? value : value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value);
