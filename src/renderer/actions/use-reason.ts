import { useCatalogue } from '../state/catalogue-store';
import { useStudio } from '../state/studio-store';
import { useView } from '../state/view-store';
import { useDesign } from '../views/design/state/design-store';
import { useDraw } from '../views/draw/state/draw-store';
import { useDrawings } from '../views/draw/state/drawings-store';
import { useJobs } from '../views/inspect/state/inspection';
import { useLab } from '../views/lab/state/lab-store';
import { useRuns } from '../views/runs/state/runs-store';
import { useWords } from '../words/use-words';
import { type Action, reasonOf } from './action';

/** Why an action is not to be had just now, kept up to date; null where it is. */
export function useReason(action: Action): string | null {
  const words = useWords();
  const reason = () => reasonOf(action, words);
  useStudio(reason);
  useDesign(reason);
  useDraw(reason);
  useDrawings(reason);
  useCatalogue(reason);
  useRuns(reason);
  useLab(reason);
  useJobs(reason);
  return useView(reason);
}
