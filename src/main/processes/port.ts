/** How a worker process speaks to whoever started it: the studio by Electron's port, the command line by Node's channel. */
import type { FromWorker, ToWorker } from '@shared/contracts/worker-messages';

export interface WorkerPort {
  send(message: FromWorker): void;
  onMessage(receive: (message: ToWorker) => void): void;
}

export function openPort(): WorkerPort {
  const { parentPort } = process;
  if (parentPort) {
    return {
      send: (message) => parentPort.postMessage(message),
      onMessage: (receive) => parentPort.on('message', ({ data }: { data: ToWorker }) => receive(data)),
    };
  }
  // Whose parent is gone has nobody to work for.
  process.on('disconnect', () => process.exit());
  return {
    send: (message) => process.send?.(message),
    onMessage: (receive) => process.on('message', receive),
  };
}
