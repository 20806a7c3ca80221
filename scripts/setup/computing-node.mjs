/**
 * The Node that the command line computes on. V8 makes vectors of 256 bits from Node 24 on, on x64; before that, an Electron that
 * is set up already has a V8 that does, and is a Node as well where ELECTRON_RUN_AS_NODE asks for it.
 */
import { spawnSync } from 'node:child_process';
import { electronAtHand } from './electron.mjs';

const WIDE_SINCE = 24;
const asNode = { ELECTRON_RUN_AS_NODE: '1' };

/** The program, and what its environment needs beside ours. */
export function computingNode() {
  const itself = { program: process.execPath, env: {} };
  const wide = Number(process.versions.node.split('.')[0]) >= WIDE_SINCE;
  if (wide || process.arch !== 'x64' || process.env.KASANE_ENGINE === 'narrow') return itself;
  const electron = electronAtHand();
  return electron && starts(electron) ? { program: electron, env: asNode } : itself;
}

/** What Electron needs of the system may not be there (a server has no use for its libraries). */
const starts = (electron) => spawnSync(electron, ['-e', ''], { env: { ...process.env, ...asNode }, stdio: 'ignore' }).status === 0;
