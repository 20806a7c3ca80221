/** What tells images apart by what they are: those that are the same have the same key. */
import { createHash } from 'node:crypto';
import type { ImageSet, Images } from '@shared/data/image-set';
import { imagesHead, labelsHead } from '@shared/data/sources/idx-file';

/** One of each image. */
export function imageKeys({ count, pixels, shape: [height, width, channels] }: Images): string[] {
  const size = height * width * channels;
  return Array.from({ length: count }, (_, index) =>
    createHash('md5')
      .update(pixels.subarray(index * size, (index + 1) * size))
      .digest('base64url')
      .slice(0, 16),
  );
}

/** MD5 of the IDX file that the images would make: the same whatever they came from. */
export const imagesSum = (images: Images): string => createHash('md5').update(imagesHead(images)).update(images.pixels).digest('hex');

export const labelsSum = ({ labels }: Pick<ImageSet, 'labels'>): string =>
  createHash('md5').update(labelsHead(labels.length)).update(labels).digest('hex');
