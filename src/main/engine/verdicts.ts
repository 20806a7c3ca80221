/**
 * What was found out about the wide engine, kept in Kasane's folder for the same V8, processor and build: the next process
 * need not try again. That it is right and faster is kept, and where processes ended while they tried: V8 may give up over
 * what it is asked, and would again. What else speaks against it a machine that is less busy may see differently next time.
 */
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { engines } from '@shared/kernels/engines';
import { z } from 'zod';
import { settingsFolder } from '../runs/location';
import { thisProcessor } from '../threads/this-machine';

const gflops = z.strictObject({ narrow: z.number(), wide: z.number() });
const verdict = z.strictObject({
  v8: z.string(),
  /** Of Electron's processes its own name, which are compiled for otherwise (bounds.ts); else node. */
  process: z.string(),
  processor: z.string(),
  build: z.string(),
  /** Null while it is tried by the process `triedBy`. */
  gflops: gflops.nullable(),
  triedBy: z.int(),
  /** Processes that ended while they tried, one after another, that one included. */
  lost: z.int(),
  /** Milliseconds since 1970. */
  at: z.number(),
});
/** The latest first. */
const verdicts = z.array(verdict);

type Verdict = z.output<typeof verdict>;
type Situation = Pick<Verdict, 'v8' | 'process' | 'processor' | 'build'>;
export type Gflops = z.output<typeof gflops>;

const LARGEST = 16_384;
/** The studio's V8 and the command line's, and those before an update. */
const MOST = 8;
/** One may have been killed just then. */
const LOST_BEFORE_REFUSED = 2;
/** After that it is tried again. */
const REFUSED_MILLISECONDS = 7 * 24 * 3600 * 1000;
const path = () => join(settingsFolder(), 'Kasane', 'engine.json');

/** What a verdict holds for. */
function situation(): Situation {
  const build = createHash('sha256');
  for (const { bytes } of engines) build.update(bytes);
  const { type = 'node' } = process as { readonly type?: string };
  return { v8: process.versions.v8, process: type, processor: thisProcessor(), build: build.digest('hex') };
}

function read(): readonly Verdict[] {
  try {
    const file = lstatSync(path());
    return file.isFile() && file.size <= LARGEST ? verdicts.parse(JSON.parse(readFileSync(path(), 'utf8'))) : [];
  } catch {
    return [];
  }
}

const isOf = (here: Situation) => (each: Verdict) =>
  each.v8 === here.v8 && each.process === here.process && each.processor === here.processor && each.build === here.build;

/**
 * How fast both are where the wide engine was found right and faster; that it ended processes; or null where nothing is known.
 * To be called before this process tries it: what stands there under its number is another's, of before.
 */
export function rememberedVerdict(): Gflops | 'ended a process' | null {
  const found = read().find(isOf(situation()));
  return found?.gflops ?? (lostBy(found) >= LOST_BEFORE_REFUSED ? 'ended a process' : null);
}

/** Whether another process is at work, at least one with its number. */
function isThere(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** To be called before it is tried, for the case that this process does not come to tell. */
export const rememberTrial = () => write(null, lostBy(read().find(isOf(situation()))) + 1);

/** How fast both are; null where the wide engine is not to be taken, which is not kept. */
export function rememberOutcome(found: Gflops | null): void {
  if (found) write(found, 0);
  else save(read().filter((each) => !isOf(situation())(each) || each.triedBy !== process.pid));
}

/** Processes that did not come back from trying. */
function lostBy(tried: Verdict | undefined): number {
  if (!tried || tried.gflops || Date.now() - tried.at > REFUSED_MILLISECONDS) return 0;
  return isThere(tried.triedBy) ? tried.lost - 1 : tried.lost;
}

function write(found: Gflops | null, lost: number): void {
  const here = situation();
  const others = read().filter((each) => !isOf(here)(each));
  save([{ ...here, gflops: found, triedBy: process.pid, lost, at: Date.now() }, ...others]);
}

/** Where nothing can be written, every process finds out for itself. */
function save(list: readonly Verdict[]): void {
  const file = path();
  const written = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(written, `${JSON.stringify(list.slice(0, MOST))}\n`);
    renameSync(written, file);
  } catch {
    // As said above.
  }
}
