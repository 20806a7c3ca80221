import { totalmem } from 'node:os';

/** Bytes that a process could still be given. Only Linux tells what it could take back from its caches; elsewhere it is all there is. */
export const freeMemory = (): number => (process.platform === 'linux' ? process.availableMemory() : totalmem());
