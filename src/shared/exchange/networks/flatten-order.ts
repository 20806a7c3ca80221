/**
 * Kasane lays an image out pixel by pixel, the channels of a pixel together; the book, PyTorch and most files lay it out
 * channel by channel. The two differ in the rows of the first dense layer after an image, and in what stands between.
 */

import { ParametersError } from '../../formats/parameters-error';
import type { ImageSides } from '../../kernels/operands';
import type { NetworkSpec } from '../../nn/description';
import { describeNetwork } from '../../nn/description';
import { type PlacedOperation, placedOperations } from '../../nn/operation';
import type { NamedTensor } from '../../nn/parameter';
import { imageSides } from '../../nn/shape';
import { phrase } from '../../phrase';
import type { FlattenOrder } from './formats/format';

/** The tensors of a network, in Kasane's order, as they are where images are laid out in the other. */
export const toOrder = (network: NetworkSpec, tensors: readonly NamedTensor[], order: FlattenOrder) =>
  order === 'pixels' ? tensors : reordered(network, tensors, (image) => invert(channelFirst(image)));

/** The way back. */
export const fromOrder = (network: NetworkSpec, tensors: readonly NamedTensor[], order: FlattenOrder) =>
  order === 'pixels' ? tensors : reordered(network, tensors, channelFirst);

/** For each place pixel by pixel, where it is channel by channel. */
function channelFirst({ height, width, channels }: ImageSides): Uint32Array {
  const pixels = height * width;
  return Uint32Array.from({ length: pixels * channels }, (_, place) => (place % channels) * pixels + Math.floor(place / channels));
}

function invert(places: Uint32Array): Uint32Array {
  const inverse = new Uint32Array(places.length);
  places.forEach((to, from) => {
    inverse[to] = from;
  });
  return inverse;
}

/** Rows of each tensor that follows the order of an image's numbers, row i taken from row `sourceOf(image)[i]`. */
function reordered(
  network: NetworkSpec,
  tensors: readonly NamedTensor[],
  sourceOf: (image: ImageSides) => Uint32Array,
): readonly NamedTensor[] {
  const changed = new Map<string, ImageSides>();
  follow(placedOperations(describeNetwork(network)), null);
  return tensors.map((tensor) => {
    const image = changed.get(tensor.name);
    return image ? withRows(tensor, sourceOf(image)) : tensor;
  });

  /** `vector`: the image that the vector at hand was laid out from, while its numbers still stand in that order. */
  function follow(steps: readonly PlacedOperation[], vector: ImageSides | null): ImageSides | null {
    return steps.reduce<ImageSides | null>((from, step) => after(step, from), vector);
  }

  function after(step: PlacedOperation, vector: ImageSides | null): ImageSides | null {
    const image = imageSides(step.input);
    switch (step.op) {
      case 'dense': {
        const from = image ?? vector;
        if (from && from.channels > 1 && step.tensors.W) changed.set(step.tensors.W, from);
        return null;
      }
      case 'flatten':
        return image ?? vector;
      case 'batch normalisation':
        if (vector && vector.channels > 1) for (const name of Object.values(step.tensors)) changed.set(name, vector);
        return vector;
      case 'sum':
      case 'join': {
        if (vector && vector.channels > 1)
          throw new ParametersError(
            step.label,
            phrase`follows an image that was laid out as a vector; this format has no equal, put a dense layer before the block`,
          );
        const left = step.ways.map((way) => follow(way, vector)).find((each) => each !== null && each.channels > 1);
        if (left)
          throw new ParametersError(
            step.label,
            phrase`lays an image out as a vector within it; this format has no equal, put the flatten layer behind the block`,
          );
        return null;
      }
      case 'activation':
      case 'dropout':
        return vector;
      case 'convolution':
      case 'pooling':
      case 'global mean':
        return null;
      default:
        return step satisfies never;
    }
  }
}

function withRows(tensor: NamedTensor, sources: Uint32Array): NamedTensor {
  const width = tensor.values.length / sources.length;
  const values = new Float32Array(tensor.values.length);
  sources.forEach((source, row) => {
    values.set(tensor.values.subarray(source * width, (source + 1) * width), row * width);
  });
  return { ...tensor, values };
}
