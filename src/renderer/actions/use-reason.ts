import { useInContext } from '../state/context';
import { useWords } from '../words/use-words';
import { type Action, labelOf, reasonOf } from './action';

/** Why an action is not to be had just now, kept up to date; null where it is. */
export function useReason(action: Action): string | null {
  const words = useWords();
  return useInContext((context) => reasonOf(action, words, context));
}

/** What it is called just now. */
export function useLabel(action: Action): string {
  const words = useWords();
  return useInContext((context) => labelOf(action, words, context));
}
