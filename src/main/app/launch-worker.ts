/** Workers of the studio: utility processes of Electron. */
import { join } from 'node:path';
import type { FromWorker } from '@shared/contracts/worker-messages';
import { utilityProcess } from 'electron';
import type { LaunchWorker } from '../queue/local-pool';

export const launchElectronWorker: LaunchWorker = ({ onMessage, onExit }) => {
  const child = utilityProcess.fork(join(import.meta.dirname, 'worker.js'), [], { serviceName: 'Kasane worker' });
  child.on('message', (message: FromWorker) => onMessage(message));
  child.on('exit', onExit);
  return {
    get pid() {
      return child.pid;
    },
    post: (message) => child.postMessage(message),
    kill: () => child.kill(),
  };
};
