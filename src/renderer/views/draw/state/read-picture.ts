/** From a picture file of any kind to its pixels: by the command line's own reader, in a process away from the page. */
import { inkOf, type Plane, type RgbaImage } from '@shared/data/digits/ink';
import { normalisePicture } from '@shared/data/digits/normalise';
import { ImageError } from '@shared/data/pictures/png';
import { phrase } from '@shared/phrase';
import { request } from '../../../state/bridge';

const MOST_BYTES = 100 * 2 ** 20;

/** `needsInk`: whether a picture without ink is none. Throws an ImageError that says what is wrong with the picture. */
export async function readPicture(
  file: Blob,
  name: string,
  needsInk: boolean,
): Promise<{ readonly photo: RgbaImage; readonly ink: Plane }> {
  if (file.size === 0) throw new ImageError(name, phrase`is empty; choose another file`);
  if (file.size > MOST_BYTES) throw new ImageError(name, phrase`${file.size} bytes are too many; make it smaller`);
  const photo = await request('decodePicture', { bytes: new Uint8Array(await file.arrayBuffer()), name });
  const ink = inkOf(photo);
  if (needsInk && !normalisePicture(ink)) throw new ImageError(name, phrase`holds no ink; it must stand out from the paper`);
  return { photo, ink };
}
