/** "My digits": kept one by one, deleted, exported. Changes are made one after another. */
import { basename } from 'node:path';
import type { DrawingsState } from '@shared/contracts/state';
import { DIGIT_CLASSES } from '@shared/data/digits/digit-classes';
import { DIGIT_SIDE } from '@shared/data/digits/normalise';
import { ImageSet } from '@shared/data/image-set';
import { inTurn } from '@shared/in-turn';
import { readDrawings, writeDrawings } from '../../datasets/drawings/drawings-file';
import type { Dialogs } from '../dialogs';

const stateOf = ({ count, labels, pixels }: ImageSet): DrawingsState => ({
  count,
  labels: new Uint8Array(labels),
  pixels: new Uint8Array(pixels),
});

export function createDrawingsKeeper(folder: string, dialogs: Dialogs) {
  const perform = inTurn();

  const change = (by: (before: ImageSet) => ImageSet): Promise<DrawingsState> =>
    perform(async () => {
      const after = by((await readDrawings(folder)).images);
      await writeDrawings(folder, after);
      return stateOf(after);
    });

  return {
    folder,
    list: (): Promise<DrawingsState> => perform(async () => stateOf((await readDrawings(folder)).images)),

    keep: (digit: Uint8Array, label: number) =>
      change((before) => before.join(new ImageSet([DIGIT_SIDE, DIGIT_SIDE, 1], DIGIT_CLASSES, digit, Uint8Array.of(label)))),

    remove: (indices: readonly number[]) =>
      change((before) => {
        const gone = new Set(indices);
        return before.pick(Array.from({ length: before.count }, (_, index) => index).filter((index) => !gone.has(index)));
      }),

    async export(): Promise<{ folder: string } | null> {
      const chosen = await dialogs.openFolder({ canCreate: true });
      if (chosen === null) return null;
      await perform(async () => writeDrawings(chosen, (await readDrawings(folder)).images));
      return { folder: basename(chosen) };
    },
  };
}
