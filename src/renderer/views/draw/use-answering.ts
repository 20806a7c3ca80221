import { useCatalogue } from '../../state/catalogue-store';
import { runAsModel } from '../../state/models';
import { useStudio } from '../../state/studio-store';
import { answering } from './state/answers-store';
import { useDraw } from './state/draw-store';

/** Ids of the models that answer now. */
export function useAnswering(): readonly string[] {
  useDraw((state) => state.chosen);
  useCatalogue((state) => state.models);
  useStudio(runAsModel);
  return answering();
}
