import { useWords } from '../../words/use-words';
import classes from './DigitBoxes.module.css';
import { lookAt, SHEET_SIDE, useDraw } from './state/draw-store';
import { usePredictions } from './state/predictions-store';

const share = (units: number) => `${(100 * units) / SHEET_SIDE}%`;

/**
 * Boxes around several digits, each with what it is predicted as; the one that is looked at is marked. On a picture another can be
 * chosen here; where the pen draws, nothing may lie in its way: there the row beside the predictions is for that.
 */
export function DigitBoxes() {
  const { t, format } = useWords();
  const parts = usePredictions((state) => state.parts);
  const names = usePredictions((state) => state.form.classes);
  const upToDate = useDraw((state) => state.sheet === usePredictions.getState().of);
  const chosen = useDraw((state) => state.digit);
  const isDrawn = useDraw(({ sheet }) => sheet.strokes.length > 0);
  if (parts.length < 2 || !upToDate) return null;
  return (
    <>
      {parts.map(({ box: { left, top, right, bottom }, probabilities }, index) => {
        const most = Math.max(...(probabilities ?? []), 0);
        const predicted = probabilities ? (names[probabilities.indexOf(most)] ?? '') : '…';
        const place = { left: share(left), top: share(top), width: share(right - left), height: share(bottom - top) };
        const isChosen = index === Math.min(chosen, parts.length - 1);
        return (
          // Digits have no name but their place on the sheet.
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is what is meant
          <div key={index} className={classes.box} style={place} data-chosen={isChosen || undefined}>
            <button
              type="button"
              className={classes.name}
              aria-pressed={isChosen}
              aria-label={t('draw.box', { place: index + 1, count: parts.length, predicted, share: format.coarsePercent(most) })}
              data-testid="digit-box"
              data-drawn={isDrawn || undefined}
              tabIndex={isDrawn ? -1 : 0}
              aria-hidden={isDrawn || undefined}
              onPointerDown={(event) => event.stopPropagation()}
              onKeyDown={(event) => event.stopPropagation()}
              onClick={() => lookAt(index)}
            >
              {predicted}
            </button>
          </div>
        );
      })}
    </>
  );
}
