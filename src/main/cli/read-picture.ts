import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { RgbaImage } from '@shared/data/digits/ink';
import { decodePng, ImageError } from '@shared/formats/png';
import { phrase } from '@shared/phrase';

/** Throws an ImageError that names the file and what is wrong with it. */
export async function readPicture(path: string): Promise<RgbaImage> {
  const name = basename(path);
  const bytes = await readFile(path).catch((error) => Promise.reject(new ImageError(name, phrase`cannot be read (${error.message})`)));
  return decodePng(bytes, name);
}
