/** A page without scripts as PDF, as its own style sheet says it is printed. */
import { KasaneError } from '@shared/kasane-error';
import { phrase } from '@shared/phrase';
import { BrowserWindow } from 'electron';

/** Chromium takes no longer address. */
const LONGEST_ADDRESS = 2 * 2 ** 20;

export async function printPdf(html: string): Promise<Uint8Array<ArrayBuffer>> {
  const address = `data:text/html;charset=utf-8;base64,${Buffer.from(html, 'utf8').toString('base64')}`;
  if (address.length > LONGEST_ADDRESS)
    throw new KasaneError(phrase`the report is too long to be printed here; save it as HTML and print that`);
  const webPreferences = { sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false, partition: 'print' };
  const window = new BrowserWindow({ show: false, webPreferences });
  try {
    await window.loadURL(address);
    return new Uint8Array(await window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true }));
  } finally {
    window.destroy();
  }
}
