/** How a process speaks to whoever started it: the studio by Electron's port, the command line by Node's channel. */
import type { ToChild } from '@shared/contracts/channel';
import type { Port } from './serve';

export function parentPort(): Port {
  const port = process.parentPort;
  if (port) {
    return {
      send: (message) => port.postMessage(message),
      onMessage: (receive) => port.on('message', ({ data }: { data: ToChild }) => receive(data)),
    };
  }
  // Whose parent is gone has nobody to work for.
  process.on('disconnect', () => process.exit());
  // Ctrl+C reaches all of a terminal's processes; what becomes of the work says whoever it was asked for by.
  process.on('SIGINT', () => undefined);
  return {
    send: (message) => process.send?.(message),
    onMessage: (receive) => process.on('message', receive),
  };
}
