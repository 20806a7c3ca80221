/** A fast implementation of the kernels: one build of the assembly. */
import type { KernelFactory, Kernels, MemorySize } from '../kernels';
import { createSharedMemory, type SharedMemory, threadMemory } from '../memory';
import type { FlatKernels } from '../simd/flat';
import { typedKernels } from '../simd/typed';

export interface Engine {
  readonly name: string;
  /** The kernels of one thread, counted from 0, over memory that threads share. */
  join(memory: SharedMemory, thread: number): Kernels;
  /** Kernels for one thread over memory of their own. Throws a MemoryLimitError. */
  readonly create: KernelFactory;
}

/** An engine and the module it is made of. */
export interface SimdEngine extends Engine {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** With the flags that V8 has now; what joins later uses it. */
  compile(): WebAssembly.Module;
}

/**
 * `bytes`: a module compiled from simd/assembly, whose memory is what `createMemory` makes. Its arithmetic is plain IEEE
 * multiplication and addition in a fixed order.
 */
export function simdEngine(
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  createMemory: (size: MemorySize) => SharedMemory = (size) => createSharedMemory(size, 1),
): SimdEngine {
  let compiled: WebAssembly.Module | undefined;
  const compile = () => {
    compiled ??= new WebAssembly.Module(bytes);
    return compiled;
  };
  const join = (shared: SharedMemory, thread: number): Kernels => {
    const { exports } = new WebAssembly.Instance(compile(), { env: { memory: shared.memory } });
    const { views, scratch, bytesBase } = threadMemory(shared, thread);
    (exports as unknown as FlatKernels).setBytesBase(bytesBase);
    return { ...typedKernels(exports), name, memory: views, scratch };
  };
  return { name, bytes, compile, join, create: (size) => join(createMemory(size), 0) };
}
