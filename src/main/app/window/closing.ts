/** A window that is asked to close lets its page put on disk what is not there yet. */
import type { BrowserWindow } from 'electron';

/** A page that does not answer for so long will not. */
const PATIENCE_MILLISECONDS = 3000;

/** `ask` tells the page, which closes the window itself when it is done; it may also be closed by hand once more. */
export function closeWhenKept(window: BrowserWindow, ask: () => void): void {
  let asked = false;
  window.on('close', (event) => {
    if (asked || window.webContents.isCrashed()) return;
    asked = true;
    event.preventDefault();
    ask();
    const patience = setTimeout(() => window.destroy(), PATIENCE_MILLISECONDS);
    window.once('closed', () => clearTimeout(patience));
  });
}
