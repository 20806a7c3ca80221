import type { Insight } from '@shared/training/observer';
import type { TableContent } from '../../components/TableDialog';
import type { Words } from '../../words/use-words';

const heads = ['layer', 'range', 'mean', 'deviation', 'most', 'dead', 'saturated', 'update'] as const;

/** What the histograms say, in figures: a row a layer. */
export function healthTable({ layers }: Insight, { t, text, format }: Words): TableContent {
  const share = (value: number | null) => (value === null ? '' : format.coarsePercent(value));
  const rows = layers.map(({ index, label, outputs, low, high, mean, deviation, histogram, dead, saturated, updateRatio }) => {
    const fullest = histogram.indexOf(Math.max(...histogram));
    const width = (high - low) / histogram.length;
    return [
      `${index + 1} ${text(label)} ${outputs}`,
      `${format.short(low)} – ${format.short(high)}`,
      format.short(mean),
      format.short(deviation),
      `${format.short(low + fullest * width)} – ${format.short(low + (fullest + 1) * width)}`,
      share(dead),
      share(saturated),
      format.power(updateRatio),
    ];
  });
  return { heads: heads.map((name) => t(`healthTable.${name}`)), rows };
}
