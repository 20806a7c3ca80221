/**
 * Pictures as they are opened. PNG is decoded as Kasane decodes it, to the bit; other kinds by the browser, whose JPEG may differ by
 * a grey level or two: Kasane's decoders of those are larger than all else in the page together.
 */
import type { RgbaImage } from '@shared/data/digits/ink';
import { orientationOf, upright } from '@shared/data/pictures/exif';
import { assertPixels, decodePng, ImageError, isPng } from '@shared/data/pictures/png';
import { phrase } from '@shared/phrase';

/** Rejects with an ImageError that begins with the file's name and says what is wrong. */
export async function decode(file: File): Promise<RgbaImage> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (isPng(bytes)) return upright(decodePng(bytes, file.name), orientationOf(bytes));
  // Turned as its EXIF says.
  const bitmap = await createImageBitmap(file, { colorSpaceConversion: 'none', premultiplyAlpha: 'none' }).catch(() => null);
  const damaged = () => new ImageError(file.name, phrase`is no picture that can be opened here; open PNG, JPEG, WebP, BMP or GIF`);
  if (!bitmap) throw damaged();
  const { width, height } = bitmap;
  assertPixels(width, height, file.name);
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (!context) throw damaged();
  context.drawImage(bitmap, 0, 0);
  return { width, height, data: context.getImageData(0, 0, width, height).data };
}
