/** One block of shared WebAssembly memory for a network, and how it is cut: the same for every engine and every thread. */
import { KasaneError } from '../kasane-error';
import { phrase } from '../phrase';
import type { KernelMemory, MemorySize } from './kernels';

const PAGE_BYTES = 65_536;
/** Nothing is laid out below this address; kept in step with simd/assembly/memory.ts. */
const BASE_BYTES = 1024;
const VALUE_BYTES = Float32Array.BYTES_PER_ELEMENT;
/** 4 GiB, the reach of a 32-bit address. */
const MAXIMUM_PAGES = 65_536;

/** A network and its data that are larger than the memory kernels can address, or than there is. */
export class MemoryLimitError extends KasaneError {
  override name = 'MemoryLimitError';
}

/** What another thread of this process needs to work on the same memory; may be posted to it. */
export interface SharedMemory {
  readonly memory: WebAssembly.Memory;
  readonly size: MemorySize;
}

/** What a network of this size takes, in bytes. */
export const memoryBytes = (size: MemorySize, threads: number) =>
  BASE_BYTES + (size.values + threads * size.scratch) * VALUE_BYTES + size.bytes;

const gibibytes = (count: number) => (count / 2 ** 30).toFixed(count < 2 ** 29 ? 3 : 1);

/** Throws a MemoryLimitError with both figures where so many bytes are more than can be addressed, or than `free`. */
export function assertRoom(bytes: number, free = Number.POSITIVE_INFINITY): void {
  if (bytes > MAXIMUM_PAGES * PAGE_BYTES) {
    throw new MemoryLimitError(
      phrase`${gibibytes(bytes)} GiB are needed and ${gibibytes(MAXIMUM_PAGES * PAGE_BYTES)} GiB are the limit; use fewer units, a smaller batch or fewer images`,
    );
  }
  if (bytes > free) {
    throw new MemoryLimitError(
      phrase`${gibibytes(bytes)} GiB are needed and ${gibibytes(free)} GiB of memory are free here; close something, or use fewer units, a smaller batch or fewer images`,
    );
  }
}

/** Memory for `threads` threads, filled with zeros; `free`: bytes there are. Throws a MemoryLimitError. */
export const createSharedMemory = (size: MemorySize, threads: number, free = Number.POSITIVE_INFINITY): SharedMemory =>
  createMemory(size, threads, free, true);

/** The same for one thread alone, as a web page has it that is not isolated from others. */
export const createOwnMemory = (size: MemorySize): SharedMemory => createMemory(size, 1, Number.POSITIVE_INFINITY, false);

function createMemory(size: MemorySize, threads: number, free: number, shared: boolean): SharedMemory {
  const bytes = memoryBytes(size, threads);
  assertRoom(bytes, free);
  const pages = Math.ceil(bytes / PAGE_BYTES);
  try {
    return { memory: new WebAssembly.Memory({ initial: pages, maximum: pages, shared }), size };
  } catch (error) {
    // There may be a limit on what a process may have (ulimit -v).
    if (!(error instanceof RangeError)) throw error;
    throw new MemoryLimitError(
      phrase`${gibibytes(bytes)} GiB are needed, which this process is not given; allow it more memory, or use fewer units, a smaller batch or fewer images`,
    );
  }
}

/** The memory of a network that is done with, filled with zeros for another; null where it is too small. */
export function reused({ memory }: SharedMemory, size: MemorySize, threads: number): SharedMemory | null {
  const bytes = memoryBytes(size, threads);
  if (memory.buffer.byteLength < bytes) return null;
  new Uint8Array(memory.buffer, 0, bytes).fill(0);
  return { memory, size };
}

/** A thread's view of shared memory. */
export interface ThreadMemory {
  readonly views: KernelMemory;
  /** Where its own scratch begins, an element offset into `values`. */
  readonly scratch: number;
  /** The address of `bytes`. */
  readonly bytesBase: number;
}

/** Threads are counted from 0. Bytes stand before the scratch, whose extent is the number of threads', so that all else is where it is for any number. */
export function threadMemory({ memory, size }: SharedMemory, thread: number): ThreadMemory {
  const bytesBase = BASE_BYTES + size.values * VALUE_BYTES;
  return {
    views: {
      values: new Float32Array(memory.buffer, BASE_BYTES, size.values),
      bytes: new Uint8Array(memory.buffer, bytesBase, size.bytes),
    },
    scratch: size.values + Math.ceil(size.bytes / VALUE_BYTES) + thread * size.scratch,
    bytesBase,
  };
}
