/** The images a network does worst on. */
import type { ImageSet } from '../data/image-set';
import type { ImagePrediction } from './evaluation';

export const HARDEST = 12;

export interface HardImage extends ImagePrediction {
  readonly width: number;
  /** Bytes, row by row. */
  readonly pixels: Uint8Array;
}

/** Collects the HARDEST predictions of highest loss; of equal ones the earlier. */
export function createHardest(images: ImageSet) {
  let worst: ImagePrediction[] = [];
  return {
    add(prediction: ImagePrediction): void {
      if (worst.length === HARDEST && !(prediction.loss > (worst.at(-1)?.loss ?? 0))) return;
      worst = [...worst, prediction].sort((a, b) => b.loss - a.loss || a.image - b.image).slice(0, HARDEST);
    },
    list: (): HardImage[] =>
      // A copy: Node's buffers slice to views, and a view that is sent to another process takes the whole set along.
      worst.map((prediction) => ({
        ...prediction,
        width: images.shape[1],
        pixels: new Uint8Array(images.image(prediction.image)),
      })),
  };
}
