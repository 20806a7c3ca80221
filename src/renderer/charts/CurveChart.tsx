import { numberAt } from '@shared/at';
import { memo, type ReactNode, useMemo } from 'react';
import { CartesianGrid, LineChart, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import classes from './CurveChart.module.css';
import { CurvePlot } from './CurvePlot';
import { useCursor } from './cursor';
import { type CurveChartProps, type CurveData, type CurveView, CurveViewProvider } from './curve-view';
import { axisEnd, type Domain, niceDomain, placeOf, type Scale, ticksOf } from './series';

/**
 * A curve over the iterations of a run. Recharts draws the frame, which changes seldom; the curve itself, which changes
 * with every message of the trainer, is a few paths within it.
 */
export function CurveChart(props: CurveChartProps) {
  const { label, data, scale, limits, plain, height, formatTick, formatIteration } = props;
  const zoom = useCursor((cursor) => cursor.zoom);
  const { end, iterations } = data;
  const [from, to] = zoom ?? [0, axisEnd(iterations.at(-1) ?? 0, end)];
  const [low, high] = visibleRange(data, from, to, limits, scale, plain);
  const view = useMemo((): CurveView => ({ ...props, x: [from, to], y: [low, high] }), [props, from, to, low, high]);
  return (
    <CurveViewProvider value={view}>
      <figure className={classes.figure} aria-label={label} style={height === undefined ? undefined : { flex: 'none', height }}>
        <Frame
          from={from}
          to={to}
          low={low}
          high={high}
          scale={scale}
          marks={height === undefined ? MARKS : MARKS_OF_LOW}
          formatTick={formatTick}
          formatIteration={formatIteration}
        >
          <CurvePlot />
        </Frame>
      </figure>
    </CurveViewProvider>
  );
}

interface FrameProps {
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
  readonly scale: Scale;
  /** About how many marks the axis of values has. */
  readonly marks: number;
  readonly formatTick: (value: number) => string;
  readonly formatIteration: (iteration: number) => string;
  readonly children: ReactNode;
}

const MARKS = 4;
const MARKS_OF_LOW = 2;

const tick = { fill: 'var(--muted)', fontSize: 11 };
const margin = { top: 6, right: 14, bottom: 0, left: 0 };
/** The axes need something to stand on. */
const nothing = [{}];

const Frame = memo(
  function Frame({ from, to, low, high, scale, marks, formatTick, formatIteration, children }: FrameProps) {
    return (
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 600, height: 160 }}>
        <LineChart data={nothing} margin={margin} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            type="number"
            dataKey="x"
            domain={[from, to]}
            ticks={ticksOf([from, to], 'linear')}
            allowDataOverflow
            tick={tick}
            tickFormatter={formatIteration}
            stroke="var(--line)"
            tickLine={false}
          />
          <YAxis
            type="number"
            dataKey="y"
            domain={[low, high]}
            ticks={ticksOf([low, high], scale, marks)}
            scale={scale}
            allowDataOverflow
            tick={tick}
            tickFormatter={formatTick}
            width={56}
            axisLine={false}
            tickLine={false}
          />
          {children}
        </LineChart>
      </ResponsiveContainer>
    );
  },
  (before, now) =>
    (['from', 'to', 'low', 'high', 'scale', 'marks', 'formatTick', 'formatIteration'] as const).every((name) => before[name] === now[name]),
);

/** An axis for all that is seen between two iterations. */
function visibleRange(
  { iterations, values, points, averages }: CurveData,
  from: number,
  to: number,
  [least, most]: Domain,
  scale: Scale,
  plain = false,
): Domain {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  const see = (value: number) => {
    if (value < low && (scale === 'linear' || value > 0)) low = value;
    if (value > high) high = value;
  };
  const end = placeOf(iterations, to + 1);
  for (let index = placeOf(iterations, from); index < end; index++) see(numberAt(values, index));
  for (const { iteration, value } of [...points, ...averages]) if (iteration >= from && iteration <= to) see(value);
  if (scale === 'linear' && (plain || low < (high - low) / 2)) low = Math.min(low, Math.max(0, least));
  const [bottom, top] = niceDomain(low, high, scale);
  if (scale === 'log') return [bottom, top];
  const upper = Math.min(top, most);
  // Where all of it lies at its limit there is room below.
  return bottom < upper ? [Math.max(bottom, least), upper] : [Math.max(least, upper - (upper || 1) / 10), upper];
}
