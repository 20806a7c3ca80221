import type { Insight } from '@shared/training/observer';

/** The histograms and figures of the layers, a line a stretch. */
export function healthCsv({ iteration, layers }: Insight): string {
  const lines = layers.flatMap(({ index, label, low, high, histogram, mean, deviation, dead, saturated, updateRatio }) =>
    histogram.map((count, bin) => {
      const width = (high - low) / histogram.length;
      const figures = [mean, deviation, dead ?? '', saturated ?? '', updateRatio];
      return [iteration, index + 1, label, low + bin * width, low + (bin + 1) * width, count, ...figures].join(',');
    }),
  );
  return ['iteration,layer,kind,from,to,count,mean,deviation,dead,saturated,update to weight', ...lines, ''].join('\n');
}
