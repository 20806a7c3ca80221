/** One Kasane at a time: a second one hands its files over to the first, which comes to the front. */
import { resolve } from 'node:path';
import { app, type BrowserWindow } from 'electron';
import { EXTENSION } from '../handlers/design';

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

/** The design files among what an app was started with. */
export const designFiles = (parameters: readonly string[], folder: string): string[] =>
  parameters
    .slice(1)
    .filter((parameter) => !parameter.startsWith('-') && parameter.endsWith(`.${EXTENSION}`))
    .map((path) => resolve(folder, path));
