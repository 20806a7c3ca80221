/** Records that say in JSON what a folder holds and how it stands: a version, migrations of older ones, a schema. */
import { basename, dirname } from 'node:path';
import { MOST_OF_RECORD, parseJson } from '@shared/json';
import type { KasaneError } from '@shared/kasane-error';
import { type Phrase, phrase } from '@shared/phrase';
import type { z } from 'zod';
import { readText } from './whole-files';

type Content = Readonly<Record<string, unknown>>;

/** migrations[v] lifts the content of version v to v + 1. */
export type Migrations = Readonly<Record<number, (content: Content, path: string) => Promise<Content>>>;

export interface RecordKind<Schema extends z.ZodType> {
  /** The current one. */
  readonly version: number;
  readonly schema: Schema;
  readonly migrations: Migrations;
  /** The error of a record that is damaged or newer than this Kasane. */
  refuse(text: Phrase, place: string): KasaneError;
}

/** `lifted`: whether an older version was brought up to the current one. Throws a FileError where there is none, else what `refuse` gives. */
export async function readRecordFile<Schema extends z.ZodType>(
  path: string,
  { version, schema, migrations, refuse }: RecordKind<Schema>,
): Promise<{ readonly content: z.output<Schema>; readonly lifted: boolean }> {
  const place = `${basename(dirname(path))}/${basename(path)}`;
  const found = asJson(await readText(path), () => refuse(phrase`${place}: not JSON; the file is damaged`, place));
  const written = versionOf(found);
  if (written !== null && written > version) {
    throw refuse(phrase`${place}: version ${written} was written by a newer Kasane than this one; update Kasane`, place);
  }
  let content = found;
  for (let from = written ?? version; from < version; from++) {
    const lift = migrations[from];
    if (!lift) throw new Error(`${place}: nothing lifts version ${from} to ${from + 1}`);
    content = { ...(await lift(Object(content), path)), version: from + 1 };
  }
  const parsed = schema.safeParse(content);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw refuse(phrase`${place}: ${issue?.path.join('.') || 'content'}: ${issue?.message}; the file is damaged`, place);
  }
  return { content: parsed.data, lifted: content !== found };
}

function asJson(text: string, damaged: () => KasaneError): unknown {
  try {
    return parseJson(text, MOST_OF_RECORD);
  } catch {
    throw damaged();
  }
}

/** Null of what has no version that could be one; the schema refuses that. */
function versionOf(content: unknown): number | null {
  const version: unknown = Object(content).version;
  return typeof version === 'number' && Number.isInteger(version) && version >= 1 ? version : null;
}
