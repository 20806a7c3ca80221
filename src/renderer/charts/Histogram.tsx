import { memo } from 'react';
import classes from './Histogram.module.css';

interface HistogramProps {
  /** Counts of equal stretches from low to high. */
  readonly counts: readonly number[];
  readonly low: number;
  readonly high: number;
  /** What is counted, for those who cannot see it. */
  readonly label: string;
}

const WIDTH = 128;
const HEIGHT = 30;

/** How numbers are spread: a bar for each stretch, and a line where 0 is. */
export const Histogram = memo(function Histogram({ counts, low, high, label }: HistogramProps) {
  const most = Math.max(1, ...counts);
  const width = WIDTH / counts.length;
  const zero = low < 0 && high > 0 ? (-low / (high - low)) * WIDTH : null;
  const bars = counts.map(
    (count, bin) => `M${(bin * width).toFixed(2)} ${HEIGHT}v${(-(HEIGHT - 1) * count) / most}h${(width * 0.82).toFixed(2)}V${HEIGHT}Z`,
  );
  return (
    <svg className={classes.histogram} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
      <path className={classes.bars} d={bars.join('')} />
      {zero !== null && <path className={classes.zero} d={`M${zero.toFixed(2)} 0v${HEIGHT}`} />}
    </svg>
  );
});
