/** The thread that reads a design, as its parent tells it. */
import { parentPort, workerData } from 'node:worker_threads';
import { errorData } from '@shared/kasane-error';
import { directReader, type ReaderMessage, type ReaderTask } from '../files/design-reader';

const say = (message: ReaderMessage) => parentPort?.postMessage(message);
const { name, path } = workerData as ReaderTask;

say({ type: 'ready' });
directReader[name](path).then(
  (found) => say({ type: 'read', found }),
  (error) => say({ type: 'refused', error: errorData(error) }),
);
