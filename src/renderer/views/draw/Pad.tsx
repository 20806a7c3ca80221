import { paintSheet } from '@browser/paint-sheet';
import { DIGIT_CLASSES } from '@shared/data/digits/digit-classes';
import { isBlank } from '@shared/data/digits/sheet';
import { useEffect, useRef } from 'react';
import { useWords } from '../../words/use-words';
import { openFirst } from './actions';
import { DigitBoxes } from './DigitBoxes';
import classes from './Pad.module.css';
import { SaliencyLayer } from './SaliencyLayer';
import { classKeys } from './state/class-keys';
import { SHEET_SIDE, useDraw } from './state/draw-store';
import { useSets } from './state/set-store';
import { useDrop } from './use-drop';
import { usePen } from './use-pen';
import { useFirstForm } from './use-predicting-models';

/** Pixels of the canvas to a unit of the sheet. */
const DENSITY = 3;

/** The sheet to draw on; a picture can be dropped on it. */
export function Pad() {
  const { t } = useWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  const sheet = useDraw((state) => state.sheet);
  const { keyPen, handlers } = usePen();
  const { dropping, ...dropHandlers } = useDrop(openFirst);
  const ofDigits = useFirstForm().classes.join() === DIGIT_CLASSES.join();
  const set = useSets((state) => state.open);
  const nextLabel = useSets((state) => state.next);
  const next = set && { name: set.classes[nextLabel] ?? '', key: classKeys(set.classes)[nextLabel] ?? '' };
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context) paintSheet(context, sheet, DENSITY);
  }, [sheet]);
  return (
    <div
      className={classes.pad}
      data-dropping={dropping || undefined}
      role="application"
      aria-label={t('draw.pad')}
      aria-describedby="pad-keys"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it is drawn on by keys too
      tabIndex={0}
      data-testid="pad"
      data-strokes={sheet.strokes.length}
      {...handlers}
      {...dropHandlers}
    >
      <canvas ref={canvas} className={classes.canvas} width={SHEET_SIDE * DENSITY} height={SHEET_SIDE * DENSITY} aria-hidden />
      <SaliencyLayer />
      <DigitBoxes />
      {isBlank(sheet) && (
        <p className={classes.hint} aria-hidden>
          {next ? t('ownSet.nextHint', next) : t(ofDigits ? 'draw.hint' : 'draw.hintOther')}
        </p>
      )}
      {keyPen && (
        <span
          className={classes.keyPen}
          data-down={keyPen.down || undefined}
          style={{ left: `${(100 * keyPen.x) / SHEET_SIDE}%`, top: `${(100 * keyPen.y) / SHEET_SIDE}%` }}
          aria-hidden
        />
      )}
      <span id="pad-keys" hidden>
        {t('draw.keys')}
      </span>
    </div>
  );
}
