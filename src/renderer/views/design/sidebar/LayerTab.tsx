import { findKind } from '@shared/kind';
import { layerKinds } from '@shared/nn/layers';
import { shapeText } from '@shared/nn/shape';
import type { z } from 'zod';
import { ActionButton } from '../../../controls/ActionButton';
import { SettingField } from '../../../form/SettingField';
import { useWords } from '../../../words/use-words';
import { bypassLayers, duplicateLayers, removeSelected } from '../actions/edit-actions';
import { Fixes } from '../Fixes';
import { useDesign } from '../state/design-store';
import { useExamination } from '../state/examination';
import { changeLayer } from '../state/layer-edits';
import { KindText } from './KindText';
import classes from './Sidebar.module.css';

/** The selected layer: what it does and its settings; of several what can be done to all. */
export function LayerTab() {
  const { t, text, format } = useWords();
  const { spec, ids, selection } = useDesign((state) => state.design);
  const { layers, problems, warnings } = useExamination();
  if (selection.length > 1) {
    return (
      <div className={classes.fields}>
        <h2 className={classes.title}>{t('sidebar.several', { count: selection.length })}</h2>
        <div className={classes.buttons}>
          {[duplicateLayers, bypassLayers, removeSelected].map((action) => (
            <ActionButton key={action.id} action={action} size="xs" variant="default" />
          ))}
        </div>
      </div>
    );
  }
  const place = ids.indexOf(selection[0] ?? -1);
  const layer = spec.network.layers[place];
  if (!layer) return <p className={classes.empty}>{t('sidebar.nothing')}</p>;

  const kind = findKind(layerKinds, layer.type);
  const examined = layers[place];
  const remarks = [...problems, ...warnings].filter((each) => each.layer === place);
  return (
    <>
      <h2 className={classes.title}>{text(kind.label)}</h2>
      <KindText kind={kind} />
      <div className={classes.fields}>
        {examined && (
          <>
            <Row
              name={t('sidebar.receptiveField')}
              value={
                examined.receptiveField === null
                  ? t('sidebar.wholeImage')
                  : t('sidebar.pixels', { size: `${examined.receptiveField}×${examined.receptiveField}` })
              }
            />
            <Row name={t('design.output')} value={shapeText(examined.output)} />
            <Row name={t('design.parameters')} value={format.count(examined.parameterCount)} />
            <Row name={t('design.macs')} value={format.count(examined.multiplyAccumulates)} />
          </>
        )}
        {remarks.map((remark) => (
          <div key={remark.text.template} role="note">
            <p className={classes.help}>{text(remark.text)}</p>
            <Fixes of={remark} />
          </div>
        ))}
        {Object.entries(kind.settings.shape).map(([name, schema]) => (
          <SettingField
            key={`${selection[0]} ${name}`}
            schema={schema as z.ZodType}
            value={layer[name]}
            onChange={(value) => changeLayer(place, { ...layer, [name]: value }, name)}
          />
        ))}
      </div>
    </>
  );
}

function Row({ name, value }: { name: string; value: string }) {
  const { row } = classes;
  return (
    <div className={row}>
      <span>{name}</span>
      <span>{value}</span>
    </div>
  );
}
