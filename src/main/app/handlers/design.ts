/** The design between sessions: kept on disk as it is edited, opened from files and saved to them. */
import { basename } from 'node:path';
import type { DesignState, OpenedDesign } from '@shared/contracts/state';
import { inTurn } from '@shared/in-turn';
import type { RunSpec } from '@shared/spec/run-spec';
import { EXTENSION } from '../../files/design-files';
import type { DesignReader } from '../../files/design-reader';
import { asFileName } from '../../files/folder-names';
import { writeKeptDesign } from '../../files/kept-design';
import { writeText } from '../../files/whole-files';
import type { Dialogs } from '../dialogs';

const filters = [{ name: 'Kasane', extensions: [EXTENSION, 'json'] }];

const designText = (spec: RunSpec) => `${JSON.stringify(spec, null, 2)}\n`;

/** `kept`: the file where the design is between sessions. */
export function createDesignKeeper(kept: string, dialogs: Dialogs, reader: DesignReader) {
  let file: string | null = null;
  let saved: RunSpec | null = null;
  let latest: RunSpec | null = null;
  const perform = inTurn();
  const restored = restore();

  async function restore(): Promise<DesignState> {
    const found = await reader.kept(kept);
    file = found.file;
    saved = found.saved;
    return { ...found, file: file && basename(file) };
  }

  return {
    /** The design as it was last kept, by this session or the one before. */
    async current(): Promise<DesignState> {
      const before = await restored;
      return latest ? { spec: latest, file: file && basename(file), saved, trouble: null } : before;
    },

    /** Writes the design down; one write at a time, in order. */
    keep(spec: RunSpec): Promise<void> {
      latest = spec;
      return perform(() => writeKeptDesign(kept, { file, saved, spec }));
    },

    async open(): Promise<OpenedDesign | null> {
      const path = await dialogs.openFile({ filters });
      return path === null ? null : openFile(path);
    },

    openFile,

    /** Writes to the design's file, or asks for one where it has none or `elsewhere`. Gives the file's name. */
    async save(spec: RunSpec, elsewhere: boolean): Promise<{ file: string } | null> {
      const path = elsewhere ? await chooseTarget(spec) : (file ?? (await chooseTarget(spec)));
      if (path === null) return null;
      await writeText(path, designText(spec));
      file = path;
      saved = spec;
      return { file: basename(path) };
    },

    /** The design is no longer that of a file. */
    leaveFile(): void {
      file = null;
      saved = null;
    },
  };

  async function openFile(path: string): Promise<OpenedDesign> {
    const spec = await reader.file(path);
    await restored; // which else would set what follows
    file = path;
    saved = spec;
    return { spec, file: basename(path) };
  }

  async function chooseTarget(spec: RunSpec): Promise<string | null> {
    const name = asFileName(spec.name) || 'design';
    const path = await dialogs.saveFile({ suggested: file ?? `${name}.${EXTENSION}`, filters });
    return path === null || path.endsWith('.json') ? path : `${path}.${EXTENSION}`;
  }
}
