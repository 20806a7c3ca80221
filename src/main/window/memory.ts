import { app, type BrowserWindow } from 'electron';

const EVERY_MILLISECONDS = 2000;

/** Tells the window how much memory all processes of the app hold, until it is closed. */
export function reportMemory(window: BrowserWindow): void {
  const timer = setInterval(() => {
    const kilobytes = app.getAppMetrics().reduce((sum, { memory }) => sum + memory.workingSetSize, 0);
    window.webContents.send('event:system', { memory: kilobytes * 1024 });
  }, EVERY_MILLISECONDS);
  window.on('closed', () => clearInterval(timer));
}
