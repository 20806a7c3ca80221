/**
 * The one bridge into the sandboxed studio: a function for each request of the contract and a way to listen to each of
 * its events. The names come from the main process, so this file knows no schema and no channel of its own.
 */
import { eventChannel, requestChannel } from '@shared/contracts/channels';
import { contextBridge, ipcRenderer, webUtils } from 'electron';

const listed = (flag: string) =>
  process.argv
    .find((argument) => argument.startsWith(`${flag}=`))
    ?.slice(flag.length + 1)
    .split(',') ?? [];

const ofFiles = new Set(listed('--kasane-file-requests'));
const events = new Set(listed('--kasane-events'));

contextBridge.exposeInMainWorld('kasane', {
  requests: Object.fromEntries(
    listed('--kasane-requests').map((name) => [
      name,
      // Of files that the user gave the page, the paths; it cannot name others.
      ofFiles.has(name)
        ? ({ files, ...input }: { readonly files: readonly File[] }) =>
            ipcRenderer.invoke(requestChannel(name), {
              ...input,
              paths: files.map((file) => webUtils.getPathForFile(file)).filter(Boolean),
            })
        : (input: unknown) => ipcRenderer.invoke(requestChannel(name), input),
    ]),
  ),
  on(name: string, listener: (content: unknown) => void) {
    if (!events.has(name)) throw new Error(`there is no event "${name}"`);
    const receive = (_event: unknown, content: unknown) => listener(content);
    ipcRenderer.on(eventChannel(name), receive);
    return () => void ipcRenderer.off(eventChannel(name), receive);
  },
});
