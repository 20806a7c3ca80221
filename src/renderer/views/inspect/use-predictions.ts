import type { SetPredictions } from '@shared/contracts/state';
import { useMemo } from 'react';
import { shownImages } from './shown-images';
import { useInspect } from './state/inspect-store';

/** What the first network says of the set; null while it is not known. */
export const useFirst = (): SetPredictions | null => useInspect((state) => state.predictions?.first ?? null);
export const useSecond = (): SetPredictions | null => useInspect((state) => state.predictions?.second ?? null);

export function useShownImages(): readonly number[] {
  const first = useFirst();
  const second = useSecond();
  const filter = useInspect((state) => state.filter);
  const sorting = useInspect((state) => state.sorting);
  const doubtful = useInspect((state) => state.doubtful);
  return useMemo(() => (first ? shownImages(first, second, filter, sorting, doubtful) : []), [first, second, filter, sorting, doubtful]);
}

/** Whether an image's label is not doubted. */
export function useCounted(): ((image: number) => boolean) | null {
  const first = useFirst();
  const doubtful = useInspect((state) => state.doubtful);
  return useMemo(() => {
    if (!first?.positions.some((position) => doubtful.has(position))) return null;
    return (image) => !doubtful.has(first.positions[image] ?? -1);
  }, [first, doubtful]);
}
