/**
 * The kernels in WebAssembly SIMD: the reference kernels' twin, compiled from `assembly/` by the build. The compiled
 * functions take the offsets of kernels.ts as they are. The arithmetic is plain IEEE multiplication and addition in a
 * fixed order, so results agree across machines. The memory is shared: threads join it by its handle.
 */

import { KasaneError } from '../../kasane-error';
import { phrase } from '../../phrase';
import type { Kernels, MemorySize } from '../kernels';
import moduleBytes from './assembly/index.ts?wasm';

const PAGE_BYTES = 65_536;
/** Nothing is laid out below this address; kept in step with assembly/memory.ts. */
const BASE_BYTES = 1024;
const VALUE_BYTES = Float32Array.BYTES_PER_ELEMENT;
/** 4 GiB, the reach of a 32-bit address. */
const MAXIMUM_PAGES = 65_536;

type Compiled = Omit<Kernels, 'name' | 'memory' | 'scratch'> & { setBytesBase(address: number): void };

/** A network and its data that are larger than the memory kernels can address. */
export class MemoryLimitError extends KasaneError {
  override name = 'MemoryLimitError';
}

/** What another thread of this process needs to work on the same memory; may be posted to it. */
export interface SharedMemory {
  readonly memory: WebAssembly.Memory;
  readonly size: MemorySize;
}

/** Throws a MemoryLimitError with both figures where a network needs more than can be addressed, or than `free` bytes. */
export function assertRoom(size: MemorySize, threads: number, free = Number.POSITIVE_INFINITY): void {
  const gibibytes = (count: number) => (count / 2 ** 30).toFixed(1);
  const bytes = memoryBytes(size, threads);
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

/** Memory for `threads` threads, filled with zeros. Throws a MemoryLimitError. */
export function createSharedMemory(size: MemorySize, threads: number): SharedMemory {
  assertRoom(size, threads);
  const pages = Math.ceil(memoryBytes(size, threads) / PAGE_BYTES);
  return { memory: new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true }), size };
}

/** What a network of this size takes, in bytes. */
export const memoryBytes = (size: MemorySize, threads: number) =>
  BASE_BYTES + (size.values + threads * size.scratch) * VALUE_BYTES + size.bytes;

let compiled: WebAssembly.Module | undefined;

/** The kernels of one thread, counted from 0. */
export function joinSharedMemory({ memory, size }: SharedMemory, thread: number): Kernels {
  compiled ??= new WebAssembly.Module(moduleBytes);
  const { setBytesBase, ...kernels } = new WebAssembly.Instance(compiled, { env: { memory } }).exports as unknown as Compiled;
  // Bytes before the scratch, whose extent is the number of threads': everything else is where it is for any number.
  const bytesBase = BASE_BYTES + size.values * VALUE_BYTES;
  const scratch = size.values + Math.ceil(size.bytes / VALUE_BYTES) + thread * size.scratch;
  setBytesBase(bytesBase);
  return {
    ...kernels, // and its memory, which the views below take the place of
    name: 'simd',
    memory: {
      values: new Float32Array(memory.buffer, BASE_BYTES, size.values),
      bytes: new Uint8Array(memory.buffer, bytesBase, size.bytes),
    },
    scratch,
  };
}

/** Kernels for one thread over memory of their own. */
export const createSimdKernels = (size: MemorySize): Kernels => joinSharedMemory(createSharedMemory(size, 1), 0);
