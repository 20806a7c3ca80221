/** Images as what distortions take: a grey image a channel, of ink on paper. */
import { byteAt } from '../../at';
import type { ImageSet } from '../../data/image-set';
import type { Recipe } from '../../data/recipe';
import type { GreyImage } from './distortion';

/** An image as one grey one a channel; of dark ink on light paper the other way round, for paper is what is moved in. */
export function planesOf(set: ImageSet, index: number, recipe: Recipe): GreyImage[] {
  const [height, width, channels] = set.shape;
  const image = set.image(index);
  if (channels === 1) return [{ width, height, pixels: recipe === 'paper' ? image.map((value) => 255 - value) : image }];
  return Array.from({ length: channels }, (_, channel) => ({
    ...{ width, height },
    pixels: Uint8Array.from({ length: width * height }, (_pixel, at) => byteAt(image, at * channels + channel)),
  }));
}

/** Back again: the channels of a pixel together. */
export function together(planes: readonly Uint8Array[], recipe: Recipe): Uint8Array {
  const [only] = planes;
  if (only && planes.length === 1) return recipe === 'paper' ? only.map((value) => 255 - value) : only;
  return Uint8Array.from({ length: planes.length * (only?.length ?? 0) }, (_, at) =>
    byteAt(planes[at % planes.length] ?? new Uint8Array(), Math.floor(at / planes.length)),
  );
}
