import { basename } from 'node:path';
import type { RgbaImage } from '@shared/data/digits/ink';
import { decodePicture } from '@shared/data/pictures/decode';
import { readBytes } from '../files/whole-files';

const LARGEST = 64 * 2 ** 20;

/** Throws a FileError or ImageError that names the file and what is wrong with it. */
export async function readPicture(path: string): Promise<RgbaImage> {
  return decodePicture(await readBytes(path, LARGEST), basename(path));
}
