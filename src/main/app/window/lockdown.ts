/** What a window of Kasane may never do, whatever its page tries: go elsewhere, open windows, ask for permissions, load from the net. */
import { app, session, type WebContents } from 'electron';

export function lockDown(origin: string): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.webRequest.onBeforeRequest(({ url }, callback) => callback({ cancel: !isAllowed(url, origin) }));
  app.on('web-contents-created', (_event, contents) => confine(contents));
}

function confine(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** The studio's own files, what pages make themselves, and the developer tools. */
function isAllowed(url: string, origin: string): boolean {
  const { protocol, host } = new URL(url);
  if (['data:', 'blob:', 'devtools:'].includes(protocol)) return true;
  const studio = new URL(origin);
  return host === studio.host && (protocol === studio.protocol || protocol === studio.protocol.replace('http', 'ws'));
}
