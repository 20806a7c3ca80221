/**
 * What was found out about the wide engine, kept in Kasane's folder for the same V8, processor and build: the next process
 * need not try again. Only that it is right and faster is kept; a machine that was busy may think otherwise next time.
 */
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { engines } from '@shared/kernels/engines';
import { z } from 'zod';
import { settingsFolder } from '../runs/location';

const verdict = z.strictObject({
  v8: z.string(),
  processor: z.string(),
  build: z.string(),
  gflops: z.strictObject({ narrow: z.number(), wide: z.number() }),
});
/** The latest first. */
const verdicts = z.array(verdict);

type Verdict = z.output<typeof verdict>;
export type Gflops = Verdict['gflops'];

const LARGEST = 16_384;
/** The studio's V8 and the command line's, and those before an update. */
const MOST = 8;
const path = () => join(settingsFolder(), 'Kasane', 'engine.json');

/** What a verdict holds for. */
function situation(): Omit<Verdict, 'gflops'> {
  const build = createHash('sha256');
  for (const { bytes } of engines) build.update(bytes);
  return { v8: process.versions.v8, processor: cpus()[0]?.model.trim() ?? '', build: build.digest('hex') };
}

function read(): readonly Verdict[] {
  try {
    const file = lstatSync(path());
    return file.isFile() && file.size <= LARGEST ? verdicts.parse(JSON.parse(readFileSync(path(), 'utf8'))) : [];
  } catch {
    return [];
  }
}

const isOf =
  ({ v8, processor, build }: Omit<Verdict, 'gflops'>) =>
  (each: Verdict) =>
    each.v8 === v8 && each.processor === processor && each.build === build;

/** How fast both were when the wide engine was found right and faster here; null where it was not, or nothing can be read. */
export const rememberedVerdict = (): Gflops | null => read().find(isOf(situation()))?.gflops ?? null;

/** Where nothing can be written, every process finds out for itself. */
export function rememberVerdict(gflops: Gflops): void {
  const here = situation();
  const others = read().filter((each) => !isOf(here)(each));
  const file = path();
  const written = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(written, `${JSON.stringify([{ ...here, gflops }, ...others].slice(0, MOST))}\n`);
    renameSync(written, file);
  } catch {
    // As said above.
  }
}
