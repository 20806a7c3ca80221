import { subjectOfRun, useSubjects } from '../../state/models-store';
import { useStudio } from '../../state/studio-store';
import { answering } from './state/answers-store';
import { useDraw } from './state/draw-store';

/** Ids of the subjects that answer now. */
export function useAnswering(): readonly string[] {
  useDraw((state) => state.chosen);
  useSubjects((state) => state.subjects);
  useStudio(subjectOfRun);
  return answering();
}
