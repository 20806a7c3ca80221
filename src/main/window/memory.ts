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

/** Bytes of one process. On Linux shared pages count by share (Pss), for else the browser's code would count once a process. */
async function memoryOf({ pid, memory }: ProcessMetric): Promise<number> {
  const resident = (memory.privateBytes ?? memory.workingSetSize) * 1024;
  if (process.platform !== 'linux') return resident;
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1];
  return kilobytes === undefined ? resident : Number(kilobytes) * 1024;
}
