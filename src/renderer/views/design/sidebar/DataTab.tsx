import { examineData } from '@shared/spec/examine-data';
import { withData } from '@shared/spec/problem';
import { dataSchema } from '@shared/spec/run-spec';
import { SettingField } from '../../../form/SettingField';
import { useStudio } from '../../../state/studio-store';
import { useWords } from '../../../words/use-words';
import { useDrawings } from '../../draw/state/drawings-store';
import { edit, useDesign } from '../state/design-store';
import { sizeOf } from '../state/examination';
import { AugmentationPreview } from './AugmentationPreview';
import { PathRemarks } from './PathRemarks';
import classes from './Sidebar.module.css';
import { SplitBar } from './SplitBar';

/** Which images are trained on, which are held back, and how they are scaled. */
export function DataTab() {
  const { t } = useWords();
  const spec = useDesign((state) => state.design.spec);
  const dataset = useStudio((state) => state.dataset);
  useDrawings();
  const size = sizeOf(dataset);
  const { data } = spec;
  return (
    <div className={classes.fields}>
      {size && dataset?.status === 'ready' && (
        <SplitBar {...examineData(spec, size)} test={dataset.testImages} validation={dataset.validationImages} />
      )}
      <PathRemarks under="data" />
      {(['limit', 'validation', 'drawings', 'scaling'] as const)
        // The dataset's own validation images take the place of those that would be held back.
        .filter((name) => name !== 'validation' || !size?.validation)
        .map((name) => (
          <SettingField
            key={name}
            schema={dataSchema.shape[name]}
            value={data[name]}
            onChange={(value) => edit((before) => withData(before, { [name]: value }), `data ${name}`)}
          />
        ))}
      <h3 className={classes.heading}>{t('sidebar.augmentation')}</h3>
      <AugmentationPreview />
      <SettingField
        schema={dataSchema.shape.augmentation}
        value={data.augmentation}
        onChange={(value) => edit((before) => withData(before, { augmentation: value as typeof data.augmentation }), 'data augmentation')}
      />
    </div>
  );
}
