import { useCatalogue } from '../../state/catalogue-store';
import { runAsModel } from '../../state/models';
import { useStudio } from '../../state/studio-store';
import { useDraw } from './state/draw-store';
import { predictingModels } from './state/predictions-store';

/** Ids of the models that answer now. */
export function usePredictingModels(): readonly string[] {
  useDraw((state) => state.chosen);
  useCatalogue((state) => state.models);
  useStudio(runAsModel);
  return predictingModels();
}
