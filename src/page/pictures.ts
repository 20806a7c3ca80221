/**
 * Pictures as they are opened. PNG is decoded as Kasane decodes it, to the bit; other kinds by the browser, whose JPEG may differ by
 * a grey level or two: Kasane's decoders of those are larger than all else in the page together.
 */
import type { RgbaImage } from '@shared/data/digits/ink';
import { orientationOf, upright } from '@shared/data/pictures/exif';
import { assertPixels, decodePng, isPng } from '@shared/data/pictures/png';

/** Rejects with an error that begins with the file's name and says what is wrong. */
export async function decode(file: File, damaged: string): Promise<RgbaImage> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (isPng(bytes)) return upright(decodePng(bytes, file.name), orientationOf(bytes));
  // Turned as its EXIF says.
  const bitmap = await createImageBitmap(file, { colorSpaceConversion: 'none', premultiplyAlpha: 'none' }).catch(() => null);
  if (!bitmap) throw new Error(`${file.name}: ${damaged}`);
  const { width, height } = bitmap;
  assertPixels(width, height, file.name);
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (!context) throw new Error(`${file.name}: ${damaged}`);
  context.drawImage(bitmap, 0, 0);
  return { width, height, data: context.getImageData(0, 0, width, height).data };
}
