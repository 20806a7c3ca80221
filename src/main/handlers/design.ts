/** The design between sessions: kept on disk as it is edited, opened from files and saved to them. */
import { rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { DesignState, OpenedDesign } from '@shared/ipc/state';
import { errorData, KasaneError } from '@shared/kasane-error';
import { phrase } from '@shared/phrase';
import { parseDraft, parseDraftText } from '@shared/spec/parse-run-spec';
import type { RunSpec } from '@shared/spec/run-spec';
import { app, type BrowserWindow, dialog } from 'electron';
import { z } from 'zod';
import { readText, writeText } from '../files/whole-files';

/** Of design files, which the system opens with Kasane. */
export const EXTENSION = 'kasane.json';
const filters = [{ name: 'Kasane', extensions: [EXTENSION, 'json'] }];

const keptSchema = z.strictObject({
  /** The design file it belongs to, and what that file holds. */
  file: z.string().nullable(),
  saved: z.unknown(),
  spec: z.unknown(),
});

const designText = (spec: RunSpec) => `${JSON.stringify(spec, null, 2)}\n`;

export function createDesignKeeper() {
  const kept = join(app.getPath('userData'), 'design.json');
  let file: string | null = null;
  let saved: RunSpec | null = null;
  let latest: RunSpec | null = null;
  let writing: Promise<void> = Promise.resolve();
  const restored = restore();

  /** What was kept; a file that cannot be understood is put aside, not overwritten. */
  async function restore(): Promise<DesignState> {
    const none: DesignState = { spec: null, file: null, saved: null, trouble: null };
    const text = await readText(kept).catch(() => null);
    if (text === null) return none;
    try {
      const found = keptSchema.parse(JSON.parse(text));
      const spec = parseDraft(found.spec);
      saved = found.saved === null ? null : parseDraft(found.saved);
      file = saved && found.file;
      return { spec, file: file && basename(file), saved, trouble: null };
    } catch (error) {
      const aside = `${kept}.damaged`;
      await rename(kept, aside).catch(() => undefined);
      const reason = error instanceof KasaneError ? error.phrase : phrase`it is damaged`;
      return {
        ...none,
        trouble: errorData(new KasaneError(phrase`the design of the last session cannot be restored: ${reason}; it is kept as ${aside}`)),
      };
    }
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
      writing = writing.catch(() => undefined).then(() => writeText(kept, JSON.stringify({ file, saved, spec })));
      return writing;
    },

    async open(window: BrowserWindow): Promise<OpenedDesign | null> {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, { properties: ['openFile'], filters });
      const [path] = filePaths;
      return canceled || !path ? null : openFile(path);
    },

    openFile,

    /** Writes to the design's file, or asks for one where it has none or `elsewhere`. Gives the file's name. */
    async save(window: BrowserWindow, spec: RunSpec, elsewhere: boolean): Promise<{ file: string } | null> {
      const path = elsewhere ? await askWhere(window, spec) : (file ?? (await askWhere(window, spec)));
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
    const spec = parseDraftText(await readText(path), basename(path));
    file = path;
    saved = spec;
    return { spec, file: basename(path) };
  }

  async function askWhere(window: BrowserWindow, spec: RunSpec): Promise<string | null> {
    const name = spec.name.replaceAll(/[^\p{L}\p{N} _-]/gu, '').trim() || 'design';
    const defaultPath = file ?? `${name}.${EXTENSION}`;
    const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath, filters, properties: ['showOverwriteConfirmation'] });
    if (canceled || !filePath) return null;
    return filePath.endsWith('.json') ? filePath : `${filePath}.${EXTENSION}`;
  }
}
