import { findKind } from '@shared/kind';
import { optimizerKinds } from '@shared/nn/optimizers';
import { KindField } from '../../../form/SettingField';
import { useWords } from '../../../words/use-words';
import { edit, useDesign } from '../state/design-store';
import { KindText } from './KindText';
import { OptimizerPath } from './OptimizerPath';
import { RateFinder } from './RateFinder';
import classes from './Sidebar.module.css';

/** The optimizer, its rule, and the way it takes down a valley. */
export function OptimizerTab() {
  const { t } = useWords();
  const optimizer = useDesign((state) => state.design.spec.optimizer);
  return (
    <div className={classes.fields}>
      <OptimizerPath optimizer={optimizer} />
      <KindField
        label={t('sidebar.optimizer')}
        kinds={optimizerKinds}
        value={optimizer}
        onChange={(next) => edit((spec) => ({ ...spec, optimizer: next }), `optimizer ${next.type}`)}
      />
      <RateFinder />
      <div>
        <KindText kind={findKind(optimizerKinds, optimizer.type)} />
      </div>
    </div>
  );
}
