import { modelName } from '../../components/ModelPicker';
import { useCatalogue } from '../../state/catalogue-store';
import { useWords } from '../../words/use-words';
import classes from './Classes.module.css';
import { firstModel } from './state/inspection';
import { useFirst } from './use-predictions';

/** In an ensemble: that what stands below is of its first model alone. */
export function FirstOnly({ said }: { said: 'inspect.firstOnly' | 'inspect.firstExplains' }) {
  const words = useWords();
  const first = useFirst();
  const model = useCatalogue(({ models }) => models.find(({ id }) => id === firstModel()));
  if (!first || first.members === 1 || !model) return null;
  return <p className={classes.note}>{words.t(said, { model: modelName(model, words) })}</p>;
}
