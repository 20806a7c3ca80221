import { join } from 'node:path';
import { eventNames, fileRequests, requests } from '@shared/contracts/requests';
import { BrowserWindow, nativeTheme } from 'electron';

/** The grounds of the two themes, shown until the page has drawn itself. */
const ground = { dark: '#14161b', light: '#f4f5f8' };

/** The window, still empty; it shows itself when its page has drawn. */
export function createStudioWindow(): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 960,
    minHeight: 640,
    useContentSize: true,
    show: false,
    title: 'Kasane',
    backgroundColor: nativeTheme.shouldUseDarkColors ? ground.dark : ground.light,
    webPreferences: {
      preload: join(import.meta.dirname, '..', 'preload', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      additionalArguments: [
        `--kasane-requests=${Object.keys(requests)}`,
        `--kasane-file-requests=${fileRequests}`,
        `--kasane-events=${eventNames}`,
      ],
    },
  });
  window.once('ready-to-show', () => window.show());
  return window;
}
