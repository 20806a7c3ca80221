/** Files in a folder of a test's own, as a person's dataset lies there. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type DataOptions, usualOptions } from '@shared/data/sources/options';
import { type FoundDataset, type FoundPart, HEAD, type Reading, type Recognised, type SourceFile } from '@shared/data/sources/source';
import { recognisePlace } from '../../src/main/datasets/open-place';

export type Files = Readonly<Record<string, Uint8Array | string>>;

/** By their paths below the folder. */
export function writeFiles(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Does something with a folder of files, which is gone afterwards. */
export async function inFolder<Result>(files: Files, work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'kasane-place-'));
  try {
    writeFiles(folder, files);
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface Read extends FoundDataset {
  /** The type of its source. */
  readonly source: string;
  readonly recognised: Recognised;
}

/** What the sources make of a place. */
export async function readPlace(path: string, options: Partial<DataOptions> = {}, work: Reading = {}): Promise<Read> {
  const { source, recognised } = await recognisePlace([path], { ...usualOptions, ...options });
  return { ...(await recognised.read(work)), source: source.type, recognised };
}

export const readFiles = (files: Files, options: Partial<DataOptions> = {}, work: Reading = {}): Promise<Read> =>
  inFolder(files, (folder) => readPlace(folder, options, work));

/** A part as independent programs tell of it. */
export interface ExpectedPart {
  readonly pixels: readonly number[] | string;
  readonly labels?: readonly number[];
}

export interface Expected {
  readonly shape: readonly number[];
  readonly classes: readonly string[];
  readonly training?: ExpectedPart;
  readonly validation?: ExpectedPart;
  readonly test?: ExpectedPart;
  readonly unlabelled?: ExpectedPart;
}

/** Bytes as base64, which is told in one line where it is not as expected. */
const inBase64 = (pixels: Iterable<number> | string) => (typeof pixels === 'string' ? pixels : Buffer.from([...pixels]).toString('base64'));

const plain = (part: FoundPart | { readonly pixels: Uint8Array } | null | undefined) =>
  part && { pixels: inBase64(part.pixels), ...('labels' in part && { labels: [...part.labels] }) };

/** What is to be compared of what was read, and of what is expected, in the same words. */
export const told = ({ shape, classes, training, validation, test, unlabelled }: FoundDataset) => ({
  ...{ shape: [...shape], classes: [...classes] },
  ...{ training: plain(training) ?? undefined, validation: plain(validation), test: plain(test), unlabelled: plain(unlabelled) },
});

export const asTold = ({ shape, classes, ...parts }: Expected) => ({
  ...{ shape: [...shape], classes: [...classes], training: undefined, validation: undefined, test: undefined, unlabelled: undefined },
  ...Object.fromEntries(
    Object.entries(parts).map(([name, { pixels, labels }]) => [name, { pixels: inBase64(pixels), ...(labels && { labels: [...labels] }) }]),
  ),
});

/** A file in memory, as a place has it; nothing of it is packed. */
export const memoryFile = (path: string, content: Uint8Array): SourceFile => ({
  path,
  size: content.length,
  head: async (most = HEAD) => content.subarray(0, most),
  bytes: async () => content,
  async *stretches() {
    yield content;
  },
});
