import classes from './BarsChart.module.css';
import { ChartFrame, useFrame } from './ChartFrame';
import frameClasses from './ChartFrame.module.css';

interface BarsChartProps {
  readonly label: string;
  /** Counts of equal stretches from low to high. */
  readonly counts: readonly number[];
  readonly low: number;
  readonly high: number;
  /** What is to be said beside the bars. */
  readonly note?: string | undefined;
  formatValue(value: number): string;
  formatCount(count: number): string;
}

const HEIGHT = 92;
const MARGIN = { top: 12, bottom: 16 };

/** A bar that is so many times as high as the next is cut, for the others would not be seen beside it. */
const TOWERS = 4;

/**
 * How numbers are spread: a bar for each stretch, as high as the fullest allows, whose count stands above. One that towers
 * above all others is cut at the top of the picture, with an arrow beside its count.
 */
export function BarsChart({ label, counts, low, high, note, formatValue, formatCount }: BarsChartProps) {
  const frame = useFrame(60);
  const { width } = frame;
  const [most = 1, next = 0] = counts.toSorted((a, b) => b - a);
  const isCut = next > 0 && most > TOWERS * next;
  const top = Math.max(isCut ? 1.5 * next : most, 1);
  const inner = HEIGHT - MARGIN.top - MARGIN.bottom;
  const bar = width / counts.length;
  const bottom = HEIGHT - MARGIN.bottom;
  return (
    <ChartFrame frame={frame} height={HEIGHT} label={label}>
      {counts.map((count, bin) => {
        const height = Math.min(count / top, 1) * inner;
        const [from, to] = [bin, bin + 1].map((edge) => low + ((high - low) * edge) / counts.length);
        return (
          <rect key={from} className={classes.bar} x={bin * bar} y={bottom - height} width={bar * 0.86} height={height}>
            <title>{`${formatValue(from ?? low)} – ${formatValue(to ?? high)}: ${formatCount(count)}`}</title>
          </rect>
        );
      })}
      <line className={frameClasses.axis} x1={0} x2={width} y1={bottom} y2={bottom} />
      <text className={frameClasses.tick} x={0} y={HEIGHT - 4}>
        {formatValue(low)}
      </text>
      <text className={frameClasses.tick} x={width} y={HEIGHT - 4} textAnchor="end">
        {formatValue(high)}
      </text>
      <text className={frameClasses.tick} x={0} y={9}>
        {`${formatCount(most)}${isCut ? ' ↑' : ''}`}
      </text>
      {note && (
        <text className={classes.note} x={width} y={9} textAnchor="end">
          {note}
        </text>
      )}
    </ChartFrame>
  );
}
