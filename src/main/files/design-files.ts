import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Of design files, which the system opens with Kasane. */
export const EXTENSION = 'kasane.json';

/** The design files among what an app was started with in a folder; a desktop may name them by address. */
export const designFiles = (parameters: readonly string[], folder: string): string[] =>
  parameters
    .slice(1)
    .filter((parameter) => !parameter.startsWith('-') && parameter.endsWith(`.${EXTENSION}`))
    .map((place) => (URL.canParse(place) && new URL(place).protocol === 'file:' ? fileURLToPath(place) : resolve(folder, place)));
