import { modelOfRun, useModels } from '../../state/models-store';
import { useStudio } from '../../state/studio-store';
import { answering } from './state/answers-store';
import { useDraw } from './state/draw-store';

/** Ids of the models that answer now. */
export function useAnswering(): readonly string[] {
  useDraw((state) => state.chosen);
  useModels((state) => state.models);
  useStudio(modelOfRun);
  return answering();
}
