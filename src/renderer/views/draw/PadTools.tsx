import { Slider, Switch } from '@mantine/core';
import { ActionButton, ActionIconButton } from '../../controls/ActionButton';
import { useWords } from '../../words/use-words';
import { redo, undo } from '../design/actions/edit-actions';
import { clear, openPicture } from './actions';
import classes from './PadTools.module.css';
import { setPen, showSaliency, useDraw } from './state/draw-store';

const [THINNEST, WIDEST] = [4, 48];

/** What can be done to the drawing as a whole. */
export function PadTools() {
  const { t, format } = useWords();
  const pen = useDraw((state) => state.sheet.pen);
  const saliency = useDraw((state) => state.saliency);
  return (
    <div className={classes.tools}>
      <ActionIconButton action={undo} />
      <ActionIconButton action={redo} />
      <ActionButton action={clear} size="xs" variant="default" />
      <ActionButton action={openPicture} size="xs" variant="default" />
      <div className={classes.pen}>
        <span id="pen-width">{t('draw.pen', { width: format.count(pen) })}</span>
        <Slider
          size="sm"
          min={THINNEST}
          max={WIDEST}
          value={pen}
          onChange={setPen}
          label={null}
          thumbLabel={t('draw.penWidth')}
          className={classes.slider ?? ''}
        />
      </div>
      <Switch size="xs" label={t('draw.saliency')} checked={saliency} onChange={(event) => showSaliency(event.currentTarget.checked)} />
    </div>
  );
}
