import type { TrialResult } from '@shared/studies/results';
import { type Dimension, shareOf, type Value } from '@shared/studies/space';
import { ChartFrame, useFrame } from './ChartFrame';
import frameClasses from './ChartFrame.module.css';
import classes from './TrialCharts.module.css';

interface ParallelCoordinatesProps {
  readonly label: string;
  readonly dimensions: readonly { readonly dimension: Dimension; readonly name: string; formatValue(value: Value): string }[];
  readonly accuracyName: string;
  readonly trials: readonly TrialResult[];
  readonly chosen: number | null;
  readonly onChoose: (trial: number) => void;
  readonly formatShare: (share: number) => string;
}

const HEIGHT = 240;
const MARGIN = { top: 26, bottom: 22, side: 60 };

/** A line a trial, through its value of every setting to its accuracy; better ones are stronger and drawn last. */
export function ParallelCoordinates(props: ParallelCoordinatesProps) {
  const { label, dimensions, accuracyName, trials, chosen, onChoose, formatShare } = props;
  const frame = useFrame(200);
  const { width } = frame;
  const accuracies = trials.map(({ accuracy }) => accuracy ?? 0);
  const [low, high] = [Math.min(...accuracies, 1), Math.max(...accuracies, 0)];
  const strength = (accuracy: number) => (high > low ? (accuracy - low) / (high - low) : 1);
  const axes = [...dimensions.map(({ dimension: { path }, name }) => ({ path, name })), { path: '', name: accuracyName }];
  const x = (axis: number) => MARGIN.side + (axis * (width - 2 * MARGIN.side)) / Math.max(axes.length - 1, 1);
  const y = (share: number) => HEIGHT - MARGIN.bottom - Math.min(Math.max(share, 0), 1) * (HEIGHT - MARGIN.top - MARGIN.bottom);
  const pathOf = ({ values, accuracy }: TrialResult) =>
    [...dimensions.map(({ dimension }) => shareOf(dimension, values[dimension.path] ?? 0)), strength(accuracy ?? 0)]
      .map((share, axis) => `${axis === 0 ? 'M' : 'L'}${x(axis).toFixed(1)} ${y(share).toFixed(1)}`)
      .join('');
  const titleOf = ({ values, accuracy }: TrialResult) =>
    [
      formatShare(accuracy ?? 0),
      ...dimensions.map(({ dimension: { path }, name, formatValue }) => `${name} ${formatValue(values[path] ?? '')}`),
    ].join(' · ');
  const inOrder = trials.toSorted(
    (a, b) => Number(a.trial === chosen) - Number(b.trial === chosen) || (a.accuracy ?? 0) - (b.accuracy ?? 0),
  );
  const ends = [
    ...dimensions.map(({ dimension, formatValue }) => endsOf(dimension).map(formatValue)),
    [formatShare(low), formatShare(high)],
  ];
  return (
    <figure className={classes.figure} aria-label={label}>
      <ChartFrame frame={frame} height={HEIGHT} label={label}>
        {inOrder.map((trial) => (
          <path
            key={trial.trial}
            className={classes.trial}
            data-chosen={trial.trial === chosen || undefined}
            style={{ opacity: trial.trial === chosen ? 1 : 0.08 + 0.6 * strength(trial.accuracy ?? 0) ** 3 }}
            d={pathOf(trial)}
            onPointerDown={() => onChoose(trial.trial)}
          >
            <title>{titleOf(trial)}</title>
          </path>
        ))}
        {axes.map(({ path, name }, axis) => (
          <g key={path}>
            <line className={frameClasses.axis} x1={x(axis)} x2={x(axis)} y1={MARGIN.top} y2={HEIGHT - MARGIN.bottom} />
            <text className={classes.name} x={x(axis)} y={11} textAnchor="middle">
              {name}
            </text>
            <text className={frameClasses.tick} x={x(axis)} y={MARGIN.top - 3} textAnchor="middle">
              {ends[axis]?.[1]}
            </text>
            <text className={frameClasses.tick} x={x(axis)} y={HEIGHT - MARGIN.bottom + 13} textAnchor="middle">
              {ends[axis]?.[0]}
            </text>
          </g>
        ))}
      </ChartFrame>
    </figure>
  );
}

const endsOf = (dimension: Dimension): readonly [Value, Value] =>
  'values' in dimension ? [dimension.values[0] ?? '', dimension.values.at(-1) ?? ''] : [dimension.from, dimension.to];
