/**
 * Which engine a process computes with. The wide one, where V8 can make wide vectors, and only by proof: it must compute the
 * same bits as the narrow one in every kernel, and be faster. What was proved is remembered.
 */

import { KasaneError } from '@shared/kasane-error';
import { chooseEngineBy } from '@shared/kernels/engines';
import { disagreements } from '@shared/kernels/engines/agreement';
import type { Engine } from '@shared/kernels/engines/engine';
import { narrow } from '@shared/kernels/engines/narrow';
import { productSpeeds } from '@shared/kernels/engines/speed';
import { wide } from '@shared/kernels/engines/wide';
import { isPhrase, type Phrase, phrase } from '@shared/phrase';
import { leaveOutBoundsChecks } from './bounds';
import { type Revectorizer, revectorizerHere } from './revectorizer';
import { type Gflops, rememberedVerdict, rememberOutcome, rememberTrial } from './verdicts';

export interface EngineChoice {
  readonly engine: Engine;
  readonly reason: Phrase;
  /** Null where nobody measured, now or before. */
  readonly gflops: Gflops | null;
}

const wishes = ['narrow', 'wide', 'auto'] as const;
type Wish = (typeof wishes)[number];

const SPEED_MILLISECONDS = 20;

/** By KASANE_ENGINE, usually by itself. Throws a KasaneError where that is none of its words. */
function wish(given = process.env.KASANE_ENGINE || 'auto'): Wish {
  const found = wishes.find((each) => each === given);
  if (!found) throw new KasaneError(phrase`KASANE_ENGINE: "${given}" is none of ${wishes.join(', ')}`);
  return found;
}

/** `remember`: whether what an earlier process found out counts. To be called before anything was compiled. */
export function chooseEngine({ remember }: { readonly remember: boolean }): EngineChoice {
  leaveOutBoundsChecks();
  const wanted = wish();
  const here = revectorizerHere();
  if (wanted === 'narrow') return { engine: narrow, reason: phrase`KASANE_ENGINE asks for it`, gflops: null };
  if (isPhrase(here) && wanted === 'auto') return { engine: narrow, reason: here, gflops: null };
  const known = remember ? rememberedVerdict() : null;
  if (known === 'ended a process' && wanted === 'auto') {
    return { engine: narrow, reason: phrase`the wide engine ended a process when it was tried here`, gflops: null };
  }
  const revectorizer = isPhrase(here) ? null : here;
  revectorizer?.start();
  const found = known && known !== 'ended a process' ? proved(known) : prove(revectorizer);
  // What is wrong is not taken for any asking.
  return wanted === 'wide' && found.gflops ? { ...found, engine: wide, reason: phrase`KASANE_ENGINE asks for it` } : found;
}

const proved = (gflops: Gflops): EngineChoice => ({
  engine: wide,
  reason: phrase`vectors of 256 bits: the same bits, ${(gflops.wide / gflops.narrow).toFixed(1)} times as fast`,
  gflops,
});

/** Gives the narrow engine, compiled without the revectorizer, where the wide one is wrong (no speeds then) or not faster. */
function prove(revectorizer: Revectorizer | null): EngineChoice {
  rememberTrial();
  const refused = (reason: Phrase, gflops: Gflops | null = null) => {
    rememberOutcome(null);
    revectorizer?.stop();
    return { engine: narrow, reason, gflops };
  };
  try {
    wide.compile();
  } catch (error) {
    return refused(phrase`the wide engine does not compile (${error instanceof Error ? error.message : String(error)})`);
  }
  revectorizer?.stop();
  const [wrong] = disagreements(wide, narrow);
  if (wrong) return refused(phrase`the wide engine is wrong here: ${wrong} gives other bits than in the narrow one`);
  const gflops = productSpeeds({ narrow, wide }, SPEED_MILLISECONDS);
  if (gflops.wide <= gflops.narrow) return refused(phrase`the wide engine is not faster here`, gflops);
  revectorizer?.start();
  rememberOutcome(gflops);
  return proved(gflops);
}

/** How fast both are in this process, whichever it computes with: the wide one as it would be. Nothing may be compiled afterwards. */
export function speedsHere(milliseconds: number): Gflops {
  const here = revectorizerHere();
  const revectorizer = isPhrase(here) ? null : here;
  revectorizer?.start();
  try {
    wide.compile();
  } catch {
    return { ...productSpeeds({ narrow }, milliseconds), wide: 0 }; // the choice says why
  } finally {
    revectorizer?.stop();
  }
  return productSpeeds({ narrow, wide }, milliseconds);
}

let found: EngineChoice | undefined;

/** The choice of this process; made when first asked, or when it first computes. */
export function engineChoice(): EngineChoice {
  found ??= chooseEngine({ remember: true });
  return found;
}

/** To be called where a process begins that computes. */
export const computeByProof = () => chooseEngineBy(() => engineChoice().engine);
