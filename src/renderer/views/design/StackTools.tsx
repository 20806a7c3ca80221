import { Divider } from '@mantine/core';
import { ActionIconButton } from '../../controls/ActionButton';
import { useWords } from '../../words/use-words';
import { offerLayers } from './actions/add-layer-actions';
import { bypassLayers, duplicateLayers, moveDown, moveUp, redo, removeSelected, undo } from './actions/edit-actions';
import { PresetMenu } from './PresetMenu';
import classes from './StackTools.module.css';

/** What can be done to the stack, within reach. */
export function StackTools() {
  const { t } = useWords();
  return (
    <div className={classes.tools} role="toolbar" aria-label={t('design.tools')}>
      <PresetMenu />
      <Divider orientation="vertical" />
      {[undo, redo].map((action) => (
        <ActionIconButton key={action.id} action={action} />
      ))}
      <Divider orientation="vertical" />
      {[offerLayers, duplicateLayers, bypassLayers, moveUp, moveDown, removeSelected].map((action) => (
        <ActionIconButton key={action.id} action={action} />
      ))}
    </div>
  );
}
