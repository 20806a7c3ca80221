/** Pictures and tables that the studio has drawn, on their way to a file. */
import type { RequestInput } from '@shared/contracts/requests';
import { asFileName } from '../../files/folder-names';
import { writeBytes, writeText } from '../../files/whole-files';
import type { Dialogs } from '../dialogs';

export async function saveFile(dialogs: Dialogs, { name, extension, content }: RequestInput<'saveFile'>): Promise<{ path: string } | null> {
  const suggested = `${asFileName(name) || 'kasane'}.${extension}`;
  const path = await dialogs.saveFile({ suggested, filters: [{ name: extension.toUpperCase(), extensions: [extension] }] });
  if (path === null) return null;
  if (typeof content === 'string') await writeText(path, content);
  else await writeBytes(path, new Uint8Array(content));
  return { path };
}
