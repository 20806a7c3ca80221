import { useEffect, useState } from 'react';
import { request } from './bridge';

/** What images look like to a network is asked about once they have stayed for so long. */
const REST_MILLISECONDS = 300;

/** How unlike a model's training images an image is, above 1 it is; null where that is not known, or not asked for. */
export function useUnlikeness(model: string | null, image: Uint8Array | null): number | null {
  const [found, setFound] = useState<{ readonly of: Uint8Array; readonly model: string; readonly value: number | null } | null>(null);
  useEffect(() => {
    if (model === null || image === null || image.length === 0) return;
    let isCurrent = true;
    const timer = setTimeout(() => {
      // Where it cannot be told nothing is said: the predictions say what is wrong.
      request('unlikeness', { model, image })
        .then((value) => isCurrent && setFound({ of: image, model, value }))
        .catch(() => undefined);
    }, REST_MILLISECONDS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [model, image]);
  return found && found.of === image && found.model === model ? found.value : null;
}
