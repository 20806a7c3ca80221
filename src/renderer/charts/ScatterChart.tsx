import type { TrialResult } from '@shared/studies/results';
import { type Dimension, shareOf, type Value, valueAt } from '@shared/studies/space';
import { ChartFrame, useFrame } from './ChartFrame';
import frameClasses from './ChartFrame.module.css';
import { ticksOf } from './series';
import classes from './TrialCharts.module.css';

interface ScatterChartProps {
  readonly label: string;
  readonly dimension: Dimension;
  readonly trials: readonly TrialResult[];
  readonly chosen: number | null;
  readonly onChoose: (trial: number) => void;
  readonly formatShare: (share: number) => string;
  readonly formatValue: (value: Value) => string;
}

const HEIGHT = 188;
const MARGIN = { top: 8, right: 14, bottom: 22, left: 46 };

/** A point a trial: its value of one setting, and its accuracy. */
export function ScatterChart({ label, dimension, trials, chosen, onChoose, formatShare, formatValue }: ScatterChartProps) {
  const frame = useFrame(120);
  const { width } = frame;
  const accuracies = trials.map(({ accuracy }) => accuracy ?? 0);
  const [low, high] = trials.length > 0 ? [Math.min(...accuracies), Math.max(...accuracies)] : [0, 1];
  const span = high > low ? high - low : 1;
  const x = (share: number) => MARGIN.left + share * (width - MARGIN.left - MARGIN.right);
  const y = (accuracy: number) => HEIGHT - MARGIN.bottom - ((accuracy - low) / span) * (HEIGHT - MARGIN.top - MARGIN.bottom);
  const marks = 'values' in dimension ? dimension.values : [0, 0.5, 1].map((share) => valueAt(dimension, share, false));
  return (
    <figure className={classes.figure} aria-label={label}>
      <ChartFrame frame={frame} height={HEIGHT} label={label}>
        {ticksOf([low, low + span], 'linear', 4).map((tick) => (
          <g key={tick}>
            <line className={frameClasses.axis} x1={MARGIN.left} x2={width - MARGIN.right} y1={y(tick)} y2={y(tick)} />
            <text className={frameClasses.tick} x={MARGIN.left - 5} y={y(tick)} textAnchor="end" dominantBaseline="middle">
              {formatShare(tick)}
            </text>
          </g>
        ))}
        {marks.map((mark) => (
          <text key={String(mark)} className={frameClasses.tick} x={x(shareOf(dimension, mark))} y={HEIGHT - 6} textAnchor="middle">
            {formatValue(mark)}
          </text>
        ))}
        {trials.map(({ trial, values, accuracy }) => (
          <circle
            key={trial}
            className={classes.point}
            data-chosen={trial === chosen || undefined}
            cx={x(shareOf(dimension, values[dimension.path] ?? 0))}
            cy={y(accuracy ?? 0)}
            r={trial === chosen ? 5 : 3.2}
            onPointerDown={() => onChoose(trial)}
          >
            <title>{`${formatShare(accuracy ?? 0)} · ${formatValue(values[dimension.path] ?? '')}`}</title>
          </circle>
        ))}
      </ChartFrame>
    </figure>
  );
}
