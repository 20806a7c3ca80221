import { freemem, totalmem } from 'node:os';

/**
 * Bytes that a process could still be given at most. Only Linux tells what it could take back from its caches; elsewhere it
 * is all there is. Of a container's limit nobody tells what is taken by caches, so that counts whole.
 */
export function freeMemory(): number {
  const free = process.platform === 'linux' ? freemem() : totalmem();
  return Math.min(free, process.constrainedMemory() || Number.POSITIVE_INFINITY);
}
