/** Workers of the command line: processes of plain Node. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { FromWorker } from '@shared/contracts/worker-messages';
import type { LaunchWorker } from './local-pool';

export const launchNodeWorker: LaunchWorker = ({ onMessage, onExit }) => {
  const child = fork(join(import.meta.dirname, 'worker.js'), [], {
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  child.on('message', (message) => onMessage(message as FromWorker));
  child.on('exit', onExit);
  return {
    pid: child.pid,
    // One that has just ended hears nothing; that it ended is heard of by itself.
    post: (message) => child.connected && child.send(message, () => undefined),
    kill: () => child.kill('SIGKILL'),
  };
};
