import { normalisePicture } from '@shared/data/digits/normalise';
import { ImageError } from '@shared/data/pictures/png';
import { KasaneError } from '@shared/kasane-error';
import { phrase } from '@shared/phrase';
import { attempt } from '../../../state/operations';
import type { Words } from '../../../words/use-words';
import { readPicture } from '../state/read-picture';
import { changeSet } from '../state/set-store';

/** Of those that could not be read, told by name. */
const MOST_TOLD = 5;

/** Makes pictures drawings of the class; one that cannot be read costs its own message, not the others. */
export const addPictures = (files: readonly File[], label: number): void => void attempt('dropPictures', () => added(files, label));

async function added(files: readonly File[], label: number) {
  const images: Uint8Array[] = [];
  const trouble: KasaneError[] = [];
  for (const file of files) {
    try {
      const { ink } = await readPicture(file, file.name, true);
      const image = normalisePicture(ink)?.pixels;
      if (!image) throw new ImageError(file.name, phrase`holds no ink; it must stand out from the paper`);
      images.push(image);
    } catch (error) {
      // What is no file, such as a folder, cannot even be read.
      trouble.push(error instanceof KasaneError ? error : new ImageError(file.name, phrase`cannot be read; drop pictures`));
    }
  }
  await changeSet(
    images.map((image) => ({ kind: 'add', label, image })),
    { last: label },
  );
  return {
    kind: trouble.length > 0 ? ('error' as const) : ('success' as const),
    text: ({ t, text }: Words) =>
      [t('notice.picturesAdded', { count: images.length }), ...trouble.slice(0, MOST_TOLD).map((each) => text(each.phrase))].join(' '),
  };
}
