import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HAND_IN_EXTENSION, LESSON_EXTENSION } from '@shared/lessons/extensions';

/** Of design files. */
export const EXTENSION = 'kasane.json';

/** Of files that the system opens with Kasane. */
const opened = [EXTENSION, LESSON_EXTENSION, HAND_IN_EXTENSION];

/** The files to open among what an app was started with in a folder; a desktop may name them by address. */
export const designFiles = (parameters: readonly string[], folder: string): string[] =>
  parameters
    .slice(1)
    .filter((parameter) => !parameter.startsWith('-') && opened.some((extension) => parameter.endsWith(`.${extension}`)))
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
