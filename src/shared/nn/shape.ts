import type { ImageSides } from '../kernels/operands';

/** The shape of one sample between two layers: [height, width, channels] of an image, [features] of a vector. */
export type Shape = readonly number[];

export const featuresOf = (shape: Shape) => shape.reduce((product, side) => product * side, 1);

/** `28×28×1`, the way shapes are shown everywhere. */
export const shapeText = (shape: Shape) => shape.join('×');

/** The sides of an image; null where the shape is a vector. */
export function imageSides(shape: Shape): ImageSides | null {
  const [height, width, channels] = shape;
  return height !== undefined && width !== undefined && channels !== undefined ? { height, width, channels } : null;
}
