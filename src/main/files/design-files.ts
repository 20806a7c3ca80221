import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Of design files, which the system opens with Kasane. */
export const EXTENSION = 'kasane.json';

/** The design files among what an app was started with in a folder; a desktop may name them by address. */
export const designFiles = (parameters: readonly string[], folder: string): string[] =>
  parameters
    .slice(1)
    .filter((parameter) => !parameter.startsWith('-') && parameter.endsWith(`.${EXTENSION}`))
    .map((place) => fromAddress(place) ?? resolve(folder, place));

/** Null of what is no address of a file here; as a path it leads nowhere, which is told of when it is opened. */
function fromAddress(place: string): string | null {
  if (!place.startsWith('file:')) return null;
  try {
    return fileURLToPath(place);
  } catch {
    return null;
  }
}
