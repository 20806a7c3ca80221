import type { ModelSummary } from '@shared/contracts/run';
import { modelName } from '../../components/ModelPicker';
import { useStudio } from '../../state/studio-store';
import { useWords } from '../../words/use-words';
import classes from './SetCard.module.css';
import { useInspect } from './state/inspect-store';

/** Warns of models that were trained on another dataset than the one whose images they are shown. */
export function OtherData({ models }: { models: readonly ModelSummary[] }) {
  const words = useWords();
  const open = useStudio(({ dataset }) => (dataset?.status === 'ready' ? dataset : null));
  const isOfDrawings = useInspect((state) => state.set === 'drawings');
  if (!open || isOfDrawings) return null;
  return models
    .filter(({ dataset }) => dataset !== null && dataset.key !== open.ref.key)
    .map((model) => (
      <p key={model.id} className={classes.warning} role="note" data-testid="other-data">
        {words.t('inspect.otherData', { model: modelName(model, words), trained: model.dataset?.name ?? '', here: open.ref.name })}
      </p>
    ));
}
