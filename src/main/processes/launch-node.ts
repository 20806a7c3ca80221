/** Processes of the command line: plain Node. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { FromChild } from '@shared/contracts/channel';
import type { Launch } from './child';

export const launchNodeProcess: Launch = (name, { onMessage, onExit }) => {
  const child = fork(join(import.meta.dirname, `${name}.js`), [], {
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  child.on('message', (message) => onMessage(message as FromChild));
  child.on('exit', onExit);
  return {
    pid: child.pid,
    // The child may have exited already; its 'exit' event reports that.
    post: (message) => child.connected && child.send(message, () => undefined),
    kill: () => child.kill('SIGKILL'),
  };
};
