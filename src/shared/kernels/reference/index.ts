/**
 * The kernels in plain TypeScript: slow, and the definition of what the fast ones must compute. They also run on
 * float64 memory, which is what lets gradients be checked against central differences to many digits.
 */
import type { KernelMemory, Kernels, MemorySize } from '../kernels';
import { access } from './access';
import { activationKernels } from './activations';
import { augmentationKernels } from './augmentation';
import { convolutionKernels } from './convolution';
import { lossKernels } from './loss';
import { matrixKernels } from './matrix';
import { normalizationKernels } from './normalization';
import { optimizerKernels } from './optimizers';
import { poolingKernels } from './pooling';
import { randomKernels } from './random';
import { winogradKernels } from './winograd';

export const createReferenceKernels = (size: MemorySize): Kernels =>
  referenceKernels({ values: new Float32Array(size.values + size.scratch), bytes: new Uint8Array(size.bytes) }, size);

/** The same definitions in double precision. */
export const createReferenceKernels64 = (size: MemorySize): Kernels =>
  referenceKernels({ values: new Float64Array(size.values + size.scratch), bytes: new Uint8Array(size.bytes) }, size);

function referenceKernels(memory: KernelMemory, size: MemorySize): Kernels {
  const checked = access(memory);
  return {
    name: memory.values instanceof Float64Array ? 'reference, float64' : 'reference',
    memory,
    scratch: size.values,
    ...matrixKernels(checked),
    ...activationKernels(checked),
    ...convolutionKernels(checked),
    ...winogradKernels(checked),
    ...poolingKernels(checked),
    ...normalizationKernels(checked),
    ...randomKernels(checked),
    ...augmentationKernels(checked),
    ...lossKernels(checked),
    ...optimizerKernels(checked),
  };
}
