/** A page without scripts as PDF, as its own style sheet says it is printed. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BrowserWindow, session } from 'electron';

/** A session of its own, which opens that one page and nothing else. */
const PARTITION = 'print';

export async function printPdf(html: string): Promise<Uint8Array<ArrayBuffer>> {
  const folder = await mkdtemp(join(tmpdir(), 'kasane-print-'));
  const file = join(folder, 'page.html');
  const address = pathToFileURL(file).href;
  const own = session.fromPartition(PARTITION);
  own.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  own.setPermissionCheckHandler(() => false);
  own.webRequest.onBeforeRequest(({ url }, callback) => callback({ cancel: url !== address && !url.startsWith('data:') }));
  const webPreferences = { sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false, partition: PARTITION };
  const window = new BrowserWindow({ show: false, webPreferences });
  try {
    await writeFile(file, html);
    await window.loadURL(address);
    return new Uint8Array(await window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true }));
  } finally {
    window.destroy();
    await rm(folder, { recursive: true, force: true });
  }
}
