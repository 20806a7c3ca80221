import { useWords } from '../i18n/use-words';
import { useDesign } from '../state/design-store';
import { useDraw } from '../state/draw-store';
import { useDrawings } from '../state/drawings-store';
import { useJobs } from '../state/inspection';
import { useLab } from '../state/lab-store';
import { useRuns } from '../state/runs-store';
import { useStudio } from '../state/studio-store';
import { useView } from '../state/view-store';
import { type Action, reasonOf } from './action';

/** Why an action is not to be had just now, kept up to date; null where it is. */
export function useReason(action: Action): string | null {
  const words = useWords();
  const reason = () => reasonOf(action, words);
  useStudio(reason);
  useDesign(reason);
  useDraw(reason);
  useDrawings(reason);
  useRuns(reason);
  useLab(reason);
  useJobs(reason);
  return useView(reason);
}
