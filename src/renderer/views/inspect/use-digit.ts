import { useMemo } from 'react';
import { useInspect } from './state/inspect-store';

const nothing = new Uint8Array();

/** Pixels of an image of the set; empty until they are loaded. */
export function useDigit(image: number): Uint8Array {
  const pixels = useInspect(({ images, predictions }) =>
    images && images.key === predictions?.first.key && image < images.loaded ? images.pixels : nothing,
  );
  const size = useInspect(({ predictions }) =>
    predictions ? predictions.first.width * predictions.first.height * predictions.first.channels : 1,
  );
  return useMemo(() => (pixels.length > 0 ? pixels.subarray(image * size, (image + 1) * size) : nothing), [pixels, image, size]);
}
