import { SegmentedControl } from '@mantine/core';
import { useWords } from '../../words/use-words';
import { lookAt, useDraw } from './state/draw-store';
import { usePredictions } from './state/predictions-store';

/** The digits on the sheet as one reads them, where there are several: which is looked at. */
export function DigitRow() {
  const { t, format } = useWords();
  const parts = usePredictions((state) => state.parts);
  const names = usePredictions((state) => state.form.classes);
  const chosen = useDraw((state) => state.digit);
  if (parts.length < 2) return null;
  const data = parts.map(({ probabilities }, index) => {
    const most = Math.max(...(probabilities ?? []), 0);
    const predicted = probabilities ? (names[probabilities.indexOf(most)] ?? '') : '…';
    const label = t('draw.box', { place: index + 1, count: parts.length, predicted, share: format.coarsePercent(most) });
    return { value: String(index), label: <span title={label}>{predicted}</span> };
  });
  return (
    <SegmentedControl
      size="xs"
      fullWidth
      data={data}
      value={String(Math.min(chosen, parts.length - 1))}
      onChange={(value) => lookAt(Number(value))}
      aria-label={t('draw.digits')}
      data-testid="digits"
    />
  );
}
