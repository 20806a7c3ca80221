/**
 * The order in which a stack's layers are computed. Max pooling goes before activations that rise (ReLU): the largest
 * number of a window stays the largest, so values and gradients come out the same, and the activation has fewer numbers to
 * work on, a quarter after windows of 2×2.
 */
import type { LayerDescription } from './stack';

export interface WorkStep extends Pick<LayerDescription, 'layer' | 'input' | 'output' | 'parameters'> {
  /** The index of the layer whose output stands after this step; null within a pair that changed places. */
  readonly completes: number | null;
}

/** As they are listed. */
export const inTheirOrder = (layers: readonly LayerDescription[]): WorkStep[] =>
  layers.map((layer, completes) => ({ ...layer, completes }));

export function inOrderOfWork(layers: readonly LayerDescription[]): WorkStep[] {
  const steps: WorkStep[] = [];
  for (const [completes, step] of layers.entries()) {
    const rising = step.layer.takesLargest ? trailingRising(steps) : [];
    steps.length -= rising.length;
    if (rising.length === 0) {
      steps.push({ ...step, completes });
      continue;
    }
    steps.push({ ...step, completes: null });
    for (const [index, each] of rising.entries()) {
      steps.push({ ...each, input: step.output, output: step.output, completes: index === rising.length - 1 ? completes : null });
    }
  }
  return steps;
}

function trailingRising(steps: readonly WorkStep[]): WorkStep[] {
  const last = steps.findLastIndex(({ layer }) => !layer.rises);
  return steps.slice(last + 1);
}
