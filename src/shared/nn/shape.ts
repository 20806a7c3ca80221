/** The shape of one sample between two layers: [height, width, channels] of an image, [features] of a vector. */
export type Shape = readonly number[];

export const featuresOf = (shape: Shape) => shape.reduce((product, side) => product * side, 1);

/** `28×28×1`, the way shapes are shown everywhere. */
export const shapeText = (shape: Shape) => shape.join('×');

export interface ImageShape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** The sides of an image; null where the shape is a vector. */
export function imageShape(shape: Shape): ImageShape | null {
  const [height, width, channels] = shape;
  return height !== undefined && width !== undefined && channels !== undefined ? { height, width, channels } : null;
}
