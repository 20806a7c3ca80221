/** Whether a network takes images. */
import { type ImageShape, sameShape } from '@shared/data/image-set';
import { KasaneError } from '@shared/kasane-error';
import { shapeText } from '@shared/nn/shape';
import { phrase } from '@shared/phrase';
import type { RunSpec } from '@shared/spec/run-spec';

/** Throws a KasaneError where the images are not of the shape that the network takes. */
export function assertFits({ spec: { network } }: { readonly spec: Pick<RunSpec, 'network'> }, shape: ImageShape): void {
  const { input } = network;
  if (sameShape(input, shape)) return;
  throw new KasaneError(
    phrase`this network takes images of ${shapeText(input)}, these are of ${shapeText(shape)}; choose a network or images of the other’s size`,
  );
}
