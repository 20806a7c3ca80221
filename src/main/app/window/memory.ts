import { readFile } from 'node:fs/promises';
import { app, type BrowserWindow, type ProcessMetric } from 'electron';

import type { SendEvent } from '../handlers/send-event';

const EVERY_MILLISECONDS = 2000;

/** Tells the window how much memory all processes of the app hold, until it is closed. */
export function reportMemory(window: BrowserWindow, send: SendEvent): void {
  const timer = setInterval(async () => {
    const bytes = await Promise.all(app.getAppMetrics().map(memoryOf));
    const memory = bytes.reduce((sum, each) => sum + each, 0);
    send('system', { memory });
  }, EVERY_MILLISECONDS);
  window.on('closed', () => clearInterval(timer));
}

/** Of Linux's page tables. */
const PAGE_BYTES = 4096;

/**
 * Bytes of one process. On Linux only its own pages count, for else the browser's code would count once a process; read
 * from statm, since smaps, which would tell shared shares exactly, holds the process up while it is being made.
 */
async function memoryOf({ pid, memory }: ProcessMetric): Promise<number> {
  const known = (memory.privateBytes ?? memory.workingSetSize) * 1024;
  if (process.platform !== 'linux') return known;
  const [, resident, shared] = (await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '')).split(' ').map(Number);
  return resident === undefined || shared === undefined ? known : (resident - shared) * PAGE_BYTES;
}
