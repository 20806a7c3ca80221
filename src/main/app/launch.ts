/** Processes of the studio: utility processes of Electron. */
import { join } from 'node:path';
import type { FromChild } from '@shared/contracts/channel';
import { utilityProcess } from 'electron';
import type { Launch } from '../processes/child';

export const launchUtilityProcess: Launch = (name, { onMessage, onExit }) => {
  const child = utilityProcess.fork(join(import.meta.dirname, `${name}.js`), [], { serviceName: `Kasane ${name}` });
  child.on('message', (message: FromChild) => onMessage(message));
  child.on('exit', onExit);
  return {
    get pid() {
      return child.pid;
    },
    post: (message) => child.postMessage(message),
    kill: () => child.kill(),
  };
};
