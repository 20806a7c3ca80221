/** Pictures, tables and reports that the studio has made, on their way to a file. */
import type { RequestInput } from '@shared/contracts/requests';
import { asFileName } from '../../files/folder-names';
import { writeBytes, writeText } from '../../files/whole-files';
import type { Dialogs } from '../dialogs';

/** Makes a PDF of a page. */
export type Print = (html: string) => Promise<Uint8Array<ArrayBuffer>>;

export async function saveFile(
  dialogs: Dialogs,
  print: Print,
  { name, extension, content }: RequestInput<'saveFile'>,
): Promise<{ path: string } | null> {
  const suggested = `${asFileName(name) || 'kasane'}.${extension}`;
  const path = await dialogs.saveFile({ suggested, filters: [{ name: extension.toUpperCase(), extensions: [extension] }] });
  if (path === null) return null;
  if (typeof content !== 'string') await writeBytes(path, new Uint8Array(content));
  else if (extension === 'pdf') await writeBytes(path, await print(content));
  else await writeText(path, content);
  return { path };
}
