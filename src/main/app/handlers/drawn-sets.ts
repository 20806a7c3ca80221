/** Sets of drawings under classes of the user's own: made, drawn into, given away and taken in. Changes are made one after another. */
import { basename, join } from 'node:path';
import type { DrawnSetEntry, DrawnSetState, MergedSet, SampleChange } from '@shared/contracts/drawn-sets';
import type { FileApi } from '@shared/contracts/processes';
import type { DatasetState } from '@shared/contracts/state';
import { MOST_SAMPLES, MOST_SET_CLASSES, MOST_SET_NAME, SAMPLE_BYTES } from '@shared/data/sources/drawn-set-file';
import { grouped } from '@shared/grouped';
import { inTurn } from '@shared/in-turn';
import { errorData, KasaneError } from '@shared/kasane-error';
import { phrase } from '@shared/phrase';
import {
  changeSamples,
  createSet,
  editSet,
  type OpenSet,
  openSet,
  readSetFile,
  zipOfSet,
} from '../../datasets/drawn-sets/drawn-set-folder';
import { asFileName, folderNames } from '../../files/folder-names';
import { inTrash, moveToTrash, purgeTrash, restoreFromTrash } from '../../files/trash';
import { writeBytes } from '../../files/whole-files';
import type { Dialogs } from '../dialogs';
import type { Inspector } from '../inspector';
import { someHandlers } from './handlers';

interface DrawnSetOptions {
  /** The folder of all sets. */
  readonly root: string;
  readonly inspector: Inspector;
  readonly dialogs: Dialogs;
  /** Trains and inspects on the dataset in a folder from now on, and puts it on the list. */
  use(folder: string): Promise<DatasetState>;
}

const stateOf = ({ folder, file, samples, leftOut }: OpenSet): DrawnSetState => {
  const pixels = new Uint8Array(samples.length * SAMPLE_BYTES);
  samples.forEach((sample, index) => {
    pixels.set(sample.pixels, index * SAMPLE_BYTES);
  });
  return {
    ...{ folder: basename(folder), place: folder, name: file.name, pixels, leftOut },
    classes: file.classes.map(({ name }) => name),
    ids: samples.map(({ path }) => path),
    labels: Uint8Array.from(samples, ({ label }) => label),
  };
};

export function createDrawnSetHandlers({ root, inspector, dialogs, use }: DrawnSetOptions) {
  const perform = inTurn();
  /** The one that is drawn into; read again after a change that failed half-way. */
  let current: OpenSet | null = null;
  /** Folders whose drawings have changed since they were taken as a dataset. */
  const changed = new Set<string>();

  async function read(name: string): Promise<OpenSet> {
    const folder = join(root, name);
    if (current?.folder !== folder) current = await openSet(folder);
    return current;
  }

  const change = <Answer>(name: string, by: (set: OpenSet) => Promise<{ readonly set: OpenSet; readonly answer: Answer }>) =>
    perform(async () => {
      const before = await read(name);
      try {
        const { set, answer } = await by(before);
        current = set;
        changed.add(set.folder);
        return { state: stateOf(set), ...answer };
      } catch (error) {
        current = null;
        throw error;
      }
    });

  async function list(): Promise<DrawnSetEntry[]> {
    const entries = (await folderNames(root)).map((folder) =>
      readSetFile(join(root, folder)).then(
        ({ name, classes }): DrawnSetEntry => ({ folder, name, classes: classes.length, trouble: null }),
        (error): DrawnSetEntry => ({ folder, name: folder, classes: 0, trouble: errorData(error) }),
      ),
    );
    return (await Promise.all(entries)).toSorted((a, b) => a.name.localeCompare(b.name));
  }

  const handlers = someHandlers({
    async listDrawnSets() {
      await purgeTrash(root);
      return list();
    },
    createDrawnSet: ({ name, classes }) =>
      perform(async () => {
        current = await createSet(root, name, classes);
        return stateOf(current);
      }),
    openDrawnSet: ({ folder }) =>
      perform(async () => {
        current = await openSet(join(root, folder));
        return stateOf(current);
      }),
    editDrawnSet: async ({ folder, name, classes }) =>
      (await change(folder, async (set) => ({ set: await editSet(set, name, classes), answer: {} }))).state,
    changeSamples: ({ folder, changes }) =>
      change(folder, async (before) => {
        const { set, undo } = await changeSamples(before, changes);
        return { set, answer: { undo } };
      }),
    deleteDrawnSet: ({ folder }) =>
      perform(async () => {
        await moveToTrash(root, [folder]);
        current = null;
        return list();
      }),
    restoreDrawnSet: ({ folder }) =>
      perform(async () => {
        if (!(await inTrash(root)).flat().includes(folder))
          throw new KasaneError(phrase`${folder}: is no longer there; it cannot be brought back`, 'folder');
        const [back = folder] = await restoreFromTrash(root, [folder]);
        current = await openSet(join(root, back));
        return stateOf(current);
      }),
    async exportDrawnSet({ folder }) {
      const set = await perform(() => read(folder));
      const suggested = `${asFileName(set.file.name) || 'set'}.zip`;
      const path = await dialogs.saveFile({ suggested, filters: [{ name: 'ZIP', extensions: ['zip'] }] });
      if (path === null) return null;
      await writeBytes(path, new Uint8Array(zipOfSet(await perform(() => read(folder)))));
      return { path };
    },
    async mergeDrawings({ folder }) {
      const path = await dialogs.openFile({
        filters: [
          { name: 'ZIP', extensions: ['zip'] },
          { name: '*', extensions: ['*'] },
        ],
      });
      if (path === null) return null;
      const found = await inspector.request('readLabelled', { paths: [path] });
      if (folder !== null) return change(folder, (before) => merged(before, found));
      planMerge({ classes: found.classes, samples: [] }, found); // what cannot be begins none
      const begun = await perform(() => createSet(root, found.name.trim().slice(0, MOST_SET_NAME) || 'set', found.classes));
      return change(basename(begun.folder), (before) => merged(before, found));
    },
    useDrawnSet: ({ folder }) => take(join(root, folder)),
  });

  function take(folder: string): Promise<DatasetState> {
    changed.delete(folder);
    return use(folder);
  }

  return {
    handlers,
    /** Takes the dataset in use anew where it is a set that has changed since. */
    async refresh(folder: string): Promise<void> {
      if (changed.has(folder)) await take(folder);
    },
  };
}

type Found = FileApi['readLabelled']['answer'];

/** By the names of classes, new ones at the end; each drawing of a class is there once. Throws a KasaneError where that is too much. */
function planMerge(
  { classes: known, samples }: { readonly classes: readonly string[]; readonly samples: OpenSet['samples'] },
  { classes, labels, pixels }: Found,
) {
  const names = [...known, ...classes.filter((name, label) => !known.includes(name) && labels.includes(label))];
  if (names.length > MOST_SET_CLASSES)
    throw new KasaneError(phrase`${names.length} classes are too many; a set holds ${MOST_SET_CLASSES} at most`, 'classes');
  const keyOf = (label: number, image: Uint8Array) => `${label} ${Buffer.from(image).toString('latin1')}`;
  const there = new Set(samples.map(({ label, pixels: image }) => keyOf(label, image)));
  const found = [...labels].map((label, index) => ({
    kind: 'add' as const,
    label: names.indexOf(classes[label] ?? ''),
    image: pixels.subarray(index * SAMPLE_BYTES, (index + 1) * SAMPLE_BYTES),
  }));
  const distinct = [...grouped(found, ({ label, image }) => keyOf(label, image))].filter(([key]) => !there.has(key));
  const changes: SampleChange[] = distinct.flatMap(([, [first]]) => (first ? [first] : []));
  const count = samples.length + changes.length;
  if (count > MOST_SAMPLES) throw new KasaneError(phrase`${count} drawings are too many; a set holds ${MOST_SAMPLES} at most`, 'image');
  return { names, changes, doubled: found.length - changes.length };
}

async function merged(before: OpenSet, found: Found): Promise<{ readonly set: OpenSet; readonly answer: Omit<MergedSet, 'state'> }> {
  const { file, samples } = before;
  const known = file.classes.map(({ name }) => name);
  const { names, changes, doubled } = planMerge({ classes: known, samples }, found);
  const classes = names.map((name, place) => ({ from: place < known.length ? place : null, name }));
  const edited = names.length === known.length ? before : await editSet(before, file.name, classes);
  const { set, undo } = await changeSamples(edited, changes);
  const { leftOut, leftOutCount } = found;
  return { set, answer: { undo, added: changes.length, doubled, leftOut, leftOutCount } };
}
