/** From an image file of any kind to ink. PNG goes through the command line's own reader; the browser reads the rest. */
import { inkOf, type Plane, type RgbaImage } from '@shared/data/digits/ink';
import { normalisePicture } from '@shared/data/digits/normalise';
import { assertPixels, decodePng, ImageError, isPng } from '@shared/data/pictures/png';
import { phrase } from '@shared/phrase';
import { imageSize } from 'image-size';

const MOST_BYTES = 100 * 2 ** 20;

/** Throws an ImageError that says what is wrong with the picture. */
export async function readPicture(file: Blob, name: string): Promise<Plane> {
  if (file.size === 0) throw new ImageError(name, phrase`is empty; choose another file`);
  if (file.size > MOST_BYTES) throw new ImageError(name, phrase`${file.size} bytes are too many; make it smaller`);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const image = isPng(bytes) ? decodePng(bytes, name) : await decodeOther(file, bytes, name);
  const ink = inkOf(image);
  if (!normalisePicture(ink)) throw new ImageError(name, phrase`holds no ink; draw a digit that stands out from the paper`);
  return ink;
}

async function decodeOther(file: Blob, bytes: Uint8Array, name: string): Promise<RgbaImage> {
  let size: { readonly width: number; readonly height: number };
  try {
    size = imageSize(bytes);
  } catch {
    throw new ImageError(name, phrase`is no image that Kasane can read; open a PNG or a JPEG`);
  }
  assertPixels(size.width, size.height, name);
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new ImageError(name, phrase`is damaged, or no image that Kasane can read; open a PNG or a JPEG`);
  });
  const { width, height } = bitmap;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new ImageError(name, phrase`cannot be drawn here; make it smaller`);
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return { width, height, data: context.getImageData(0, 0, width, height).data };
}
