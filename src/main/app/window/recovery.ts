/** A page whose process is gone comes back: all it showed is in the main process, on disk, or held by its window (renderer/state/outlive.ts). */
import { type BrowserWindow, dialog } from 'electron';

/** More crashes than that within a minute are no accident. */
const MOST_A_MINUTE = 3;
const MINUTE_MILLISECONDS = 60_000;

export function reloadAfterCrash(window: BrowserWindow): void {
  let crashes: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    console.error(`the page's process is gone (${reason}); it is loaded again`);
    const now = performance.now();
    crashes = [...crashes.filter((time) => now - time < MINUTE_MILLISECONDS), now];
    if (crashes.length <= MOST_A_MINUTE) window.webContents.reload();
    else dialog.showErrorBox('Kasane', `Its window cannot be shown (${reason}). Runs go on being kept on disk; start Kasane again.`);
  });
}
