/** Pictures and tables that the studio has drawn, on their way to a file. */
import type { RequestInput } from '@shared/contracts/contract';
import { type BrowserWindow, dialog } from 'electron';
import { writeBytes, writeText } from '../../files/whole-files';

export async function saveFile(
  window: BrowserWindow,
  { name, extension, content }: RequestInput<'saveFile'>,
): Promise<{ path: string } | null> {
  const suggested = `${name.replaceAll(/[^\p{L}\p{N} _.-]/gu, '').trim() || 'kasane'}.${extension}`;
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: suggested,
    filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
    properties: ['showOverwriteConfirmation'],
  });
  if (canceled || !filePath) return null;
  if (typeof content === 'string') await writeText(filePath, content);
  else await writeBytes(filePath, new Uint8Array(content));
  return { path: filePath };
}
