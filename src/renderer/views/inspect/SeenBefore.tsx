import { useCatalogue } from '../../state/catalogue-store';
import { useWords } from '../../words/use-words';
import classes from './ComparisonCard.module.css';
import { useInspect } from './state/inspect-store';
import { firstModel } from './state/inspection';

/** Validation images of one run may be training images of another. */
export function SeenBefore({ others }: { others: readonly (string | null)[] }) {
  const { t } = useWords();
  const set = useInspect((state) => state.set);
  const alike = useCatalogue(({ models }) => {
    const splitOf = (id: string | null) => models.find((each) => each.id === id)?.split ?? null;
    const first = splitOf(firstModel());
    return first !== null && others.every((id) => splitOf(id) === first);
  });
  return set === 'validation' && !alike ? <p className={classes.text}>{t('inspect.seenBefore')}</p> : null;
}
