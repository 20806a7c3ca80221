import { useCatalogue } from '../../state/catalogue-store';
import { runAsModel } from '../../state/models';
import { useStudio } from '../../state/studio-store';
import { useDraw } from './state/draw-store';
import type { Form } from './state/forms';
import { firstForm, predictingModels } from './state/predictions-store';
import { useSets } from './state/set-store';

function useWhatPredicts(): void {
  useDraw((state) => state.chosen);
  useCatalogue((state) => state.models);
  useStudio(runAsModel);
  useStudio((state) => state.dataset);
  useSets((state) => state.open?.classes);
}

/** Ids of the models that answer now. */
export function usePredictingModels(): readonly string[] {
  useWhatPredicts();
  return predictingModels();
}

/** What the first of them takes; of digits where there is none. */
export function useFirstForm(): Form {
  useWhatPredicts();
  return firstForm();
}
