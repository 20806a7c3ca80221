/** One Kasane at a time: a second one hands its files over to the first, which comes to the front. */
import { app, type BrowserWindow } from 'electron';
import { designFiles } from '../../files/design-files';

interface InstanceOptions {
  getWindow(): BrowserWindow | null;
  openFile(path: string): void;
}

/** False where another one is at work, which has been told; this one has nothing left to do then. */
export function becomeOnlyInstance({ getWindow, openFile }: InstanceOptions): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', (_event, parameters, folder) => {
    const window = getWindow();
    if (window?.isMinimized()) window.restore();
    window?.show();
    window?.focus();
    for (const path of designFiles(parameters, folder)) openFile(path);
  });
  // macOS tells of files by an event, also while the app starts.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    openFile(path);
  });
  return true;
}
