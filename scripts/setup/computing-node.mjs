/**
 * The Node that the command line computes on. V8 makes vectors of 256 bits from Node 24 on; before that, an Electron that is
 * set up already has a V8 that does, and is a Node as well where ELECTRON_RUN_AS_NODE asks for it.
 */
import { electronAtHand } from './electron.mjs';

const WIDE_SINCE = 24;

/** The program, and what its environment needs beside ours. */
export function computingNode() {
  const wide = Number(process.versions.node.split('.')[0]) >= WIDE_SINCE || process.env.KASANE_ENGINE === 'narrow';
  const electron = wide ? null : electronAtHand();
  return electron ? { program: electron, env: { ELECTRON_RUN_AS_NODE: '1' } } : { program: process.execPath, env: {} };
}
