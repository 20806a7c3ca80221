/**
 * V8's revectorizer, which makes one instruction of 256 bits of two of 128. It is off unless asked for, and asking a V8 for a
 * flag that it does not know prints a complaint; so the version decides (docs/performance.md has what was tried).
 */
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { isPhrase, type Phrase, phrase } from '@shared/phrase';

const REVECTORIZE = 'experimental-wasm-revectorize';
/** From 13.0 on it works on the new compiler's graphs, which is WebAssembly's own from 13.6 on. */
const FIRST = [13, 0] as const;
const COMPILER_IS_NEW = [13, 6] as const;
/** All is compiled at once and for good, so that what is tried is what will run. */
const AT_ONCE = ['no-liftoff', 'no-wasm-lazy-compilation'] as const;
/** The new compiler inlines by counts of calls, which only the quick one keeps; 14 ends the process where there are none. */
const WITHOUT_COUNTS = 'no-wasm-inlining';

export interface Processor {
  readonly architecture: string;
  /** Null where the system does not say. */
  readonly avx2: boolean | null;
}

/** The flags with which that V8 on that processor can make wide vectors, or why it cannot. */
export function revectorizerFlags(v8: string, { architecture, avx2 }: Processor): readonly string[] | Phrase {
  if (architecture !== 'x64') return phrase`the processor is ${architecture}; only x64 has the vectors of 256 bits that V8 can use`;
  if (avx2 === false) return phrase`the processor has no AVX2`;
  if (isBefore(v8, FIRST)) return phrase`V8 ${v8} cannot make wide vectors; Node 24 or Electron 33 and later can`;
  return [REVECTORIZE, isBefore(v8, COMPILER_IS_NEW) ? 'turboshaft-wasm' : WITHOUT_COUNTS, ...AT_ONCE];
}

function isBefore(version: string, [major, minor]: readonly [number, number]): boolean {
  const [theirs = 0, theirMinor = 0] = version.split('.').map(Number);
  return theirs < major || (theirs === major && theirMinor < minor);
}

/** For what is compiled from the call on. */
export interface Revectorizer {
  start(): void;
  stop(): void;
}

const revectorizerWith = (flags: readonly string[]): Revectorizer => ({
  start() {
    for (const flag of flags) setFlagsFromString(`--${flag}`);
  },
  stop: () => setFlagsFromString(`--no-${REVECTORIZE}`),
});

/** That of this process; or why it has none. */
export function revectorizerHere(): Revectorizer | Phrase {
  const flags = revectorizerFlags(process.versions.v8, processorFeatures());
  return isPhrase(flags) ? flags : revectorizerWith(flags);
}

function processorFeatures(): Processor {
  return { architecture: process.arch, avx2: process.platform === 'linux' ? listsAvx2() : null };
}

function listsAvx2(): boolean | null {
  try {
    return / avx2\b/.test(readFileSync('/proc/cpuinfo', 'latin1'));
  } catch {
    return null;
  }
}
