/** The design between sessions, in a file that is written as it is edited. */
import { rename } from 'node:fs/promises';
import type { DesignState } from '@shared/contracts/state';
import { parseJson } from '@shared/json';
import { errorData, KasaneError } from '@shared/kasane-error';
import { phrase } from '@shared/phrase';
import { parseDraft } from '@shared/spec/parse-run-spec';
import type { RunSpec } from '@shared/spec/run-spec';
import { z } from 'zod';
import { readTextIfThere, writeText } from './whole-files';

/** Bytes: the design, and what its file holds. */
const LARGEST = 2 ** 22;

const schema = z.strictObject({
  /** The design file it belongs to, and what that file holds. */
  file: z.string().nullable(),
  saved: z.unknown(),
  spec: z.unknown(),
});

const none: DesignState = { spec: null, file: null, saved: null, trouble: null };

export const writeKeptDesign = (path: string, kept: { file: string | null; saved: RunSpec | null; spec: RunSpec }) =>
  writeText(path, JSON.stringify(kept));

/** With the whole path of its file; nothing where there is none. One that cannot be understood is put aside, not overwritten, and told of. */
export async function readKeptDesign(path: string): Promise<DesignState> {
  try {
    const text = await readTextIfThere(path, LARGEST);
    if (text === null) return none;
    const found = schema.parse(parseJson(text));
    const spec = parseDraft(found.spec);
    const saved = found.saved === null ? null : parseDraft(found.saved);
    return { spec, file: saved && found.file, saved, trouble: null };
  } catch (error) {
    const aside = `${path}.damaged`;
    await rename(path, aside).catch(() => undefined);
    const reason = error instanceof KasaneError ? error.phrase : phrase`it is damaged`;
    const trouble = new KasaneError(phrase`the design of the last session cannot be restored: ${reason}; it is kept as ${aside}`);
    return { ...none, trouble: errorData(trouble) };
  }
}
