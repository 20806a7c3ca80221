import { basename } from 'node:path';
import type { RgbaImage } from '@shared/data/digits/ink';
import { decodePng, ImageError } from '@shared/formats/png';
import { phrase } from '@shared/phrase';
import { readBytes } from '../files/whole-files';

const LARGEST = 64 * 2 ** 20;

/** Throws an ImageError that names the file and what is wrong with it. */
export async function readPicture(path: string): Promise<RgbaImage> {
  const name = basename(path);
  const bytes = await readBytes(path, LARGEST).catch((error) =>
    Promise.reject(new ImageError(name, phrase`cannot be read (${error.message})`)),
  );
  return decodePng(bytes, name);
}
