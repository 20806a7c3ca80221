/** Drawings of the user's own: kept one by one, deleted, exported; a set for the classes they are labelled by. Changes are made one after another. */
import { basename } from 'node:path';
import type { DrawingsState } from '@shared/contracts/state';
import { ImageSet } from '@shared/data/image-set';
import { inTurn } from '@shared/in-turn';
import { KasaneError } from '@shared/kasane-error';
import { shapeText } from '@shared/nn/shape';
import { phrase } from '@shared/phrase';
import { type DrawingSet, drawingsFolderOf, readDrawings, writeDrawings } from '../../datasets/drawings/drawings-file';
import type { Dialogs } from '../dialogs';

const stateOf = ({ classes, shape, count, labels, pixels }: ImageSet): DrawingsState => ({
  ...{ classes, shape, count },
  labels: new Uint8Array(labels),
  pixels: new Uint8Array(pixels),
});

export function createDrawingsKeeper(root: string, dialogs: Dialogs) {
  const perform = inTurn();
  const read = async (set: DrawingSet) => (await readDrawings(drawingsFolderOf(root, set), set)).images;

  const change = (set: DrawingSet, by: (before: ImageSet) => ImageSet): Promise<DrawingsState> =>
    perform(async () => {
      const after = by(await read(set));
      await writeDrawings(drawingsFolderOf(root, set), after);
      return stateOf(after);
    });

  return {
    /** Of all sets. */
    folder: root,
    list: ({ classes, shape }: DrawingSet): Promise<DrawingsState> => perform(async () => stateOf(await read({ classes, shape }))),

    keep({ classes, shape }: DrawingSet, image: Uint8Array, label: number) {
      if (label >= classes.length || image.length !== shape[0] * shape[1] * shape[2])
        throw new KasaneError(phrase`${image.length} bytes are no image of ${shapeText(shape)} of one of ${classes.length} classes`);
      return change({ classes, shape }, (before) => before.join(new ImageSet(shape, classes, image, Uint8Array.of(label))));
    },

    remove: ({ classes, shape }: DrawingSet, indices: readonly number[]) =>
      change({ classes, shape }, (before) => {
        const gone = new Set(indices);
        return before.pick(Array.from({ length: before.count }, (_, index) => index).filter((index) => !gone.has(index)));
      }),

    async export({ classes, shape }: DrawingSet): Promise<{ folder: string } | null> {
      const chosen = await dialogs.openFolder({ canCreate: true });
      if (chosen === null) return null;
      await perform(async () => writeDrawings(chosen, await read({ classes, shape })));
      return { folder: basename(chosen) };
    },
  };
}
