/** "My digits": kept one by one, deleted, exported. Changes are made one after another. */
import { basename } from 'node:path';
import type { DrawingsState } from '@shared/contracts/state';
import { DIGIT_SIDE } from '@shared/data/digits/normalise';
import { type LabelledImages, pick } from '@shared/data/image-set';
import { type BrowserWindow, dialog } from 'electron';
import { readDrawings, writeDrawings } from '../../datasets/drawings/drawings-file';

const stateOf = ({ count, labels, images }: LabelledImages): DrawingsState => ({
  count,
  labels: new Uint8Array(labels),
  pixels: new Uint8Array(images),
});

export function createDrawingsKeeper(folder: string) {
  let last: Promise<unknown> = Promise.resolve();

  function change(by: (before: LabelledImages) => LabelledImages): Promise<DrawingsState> {
    const next = last
      .catch(() => undefined)
      .then(async () => {
        const after = by((await readDrawings(folder)).images);
        await writeDrawings(folder, after);
        return stateOf(after);
      });
    last = next;
    return next;
  }

  return {
    folder,
    async list(): Promise<DrawingsState> {
      await last.catch(() => undefined);
      return stateOf((await readDrawings(folder)).images);
    },

    keep: (digit: Uint8Array, label: number) =>
      change(({ count, images, labels }) => ({
        count: count + 1,
        height: DIGIT_SIDE,
        width: DIGIT_SIDE,
        images: joined(images, digit),
        labels: joined(labels, [label]),
      })),

    remove: (indices: readonly number[]) =>
      change((before) => {
        const gone = new Set(indices);
        return pick(
          before,
          Array.from({ length: before.count }, (_, index) => index).filter((index) => !gone.has(index)),
        );
      }),

    async export(window: BrowserWindow): Promise<{ folder: string } | null> {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, { properties: ['openDirectory', 'createDirectory'] });
      const [chosen] = filePaths;
      if (canceled || !chosen) return null;
      await last.catch(() => undefined);
      await writeDrawings(chosen, (await readDrawings(folder)).images);
      return { folder: basename(chosen) };
    },
  };
}

function joined(before: Uint8Array, more: ArrayLike<number>): Uint8Array {
  const all = new Uint8Array(before.length + more.length);
  all.set(before);
  all.set(more, before.length);
  return all;
}
