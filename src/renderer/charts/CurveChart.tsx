import { memo } from 'react';
import { CartesianGrid, type DotItemDotProps, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import classes from './CurveChart.module.css';
import { axisEnd, type ChartPoint } from './series';

export interface CurveChartProps {
  /** What the chart shows, for those who cannot see it. */
  readonly label: string;
  readonly points: ChartPoint[];
  /** The last iteration of the run, so that the curve grows into its place. */
  readonly end: number;
  readonly domain: readonly [number | 'auto', number | 'auto'];
  readonly formatValue: (value: number) => string;
  /** For the marks of the axis. */
  readonly formatTick: (value: number) => string;
  readonly formatIteration: (iteration: number) => string;
  readonly names: { readonly iteration: string; readonly raw: string; readonly smooth: string; readonly validation: string };
}

const tick = { fill: 'var(--muted)', fontSize: 11 };
const margin = { top: 6, right: 12, bottom: 0, left: 0 };

/** Recharts asks for a mark at every point; most have no validation. */
function validationDot({ key, cx, cy, value }: DotItemDotProps) {
  if (value === undefined || value === null) return <g key={key} />;
  return <circle key={key} className="recharts-line-dot" cx={cx} cy={cy} r={4} fill="var(--series-validation)" />;
}

/** Drawing is dear: it is done for new points, another run or another language, not for every message of the trainer. */
export const CurveChart = memo(
  DrawnCurveChart,
  (before, now) => before.points === now.points && before.end === now.end && before.label === now.label,
);

/** A training curve: raw values faint, a causal mean over them, validation as points. */
function DrawnCurveChart({ label, points, end, domain, formatValue, formatTick, formatIteration, names }: CurveChartProps) {
  return (
    <figure className={classes.figure} aria-label={label}>
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 600, height: 200 }}>
        <LineChart data={points} margin={margin} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="iteration"
            type="number"
            domain={[0, axisEnd(points.at(-1)?.iteration ?? 0, end)]}
            tick={tick}
            tickFormatter={formatIteration}
            stroke="var(--line)"
            tickLine={false}
          />
          <YAxis domain={[...domain]} tick={tick} tickFormatter={formatTick} width={52} axisLine={false} tickLine={false} />
          <Tooltip
            isAnimationActive={false}
            content={({ active, payload }) => {
              const point = payload?.[0]?.payload;
              if (!active || !point) return null;
              return (
                <dl className={classes.tooltip}>
                  <dt>{names.iteration}</dt>
                  <dd>{formatIteration(point.iteration)}</dd>
                  <dt>{names.smooth}</dt>
                  <dd>{formatValue(point.smooth)}</dd>
                  <dt>{names.raw}</dt>
                  <dd>{formatValue(point.raw)}</dd>
                  {point.validation !== undefined && (
                    <>
                      <dt>{names.validation}</dt>
                      <dd>{formatValue(point.validation)}</dd>
                    </>
                  )}
                </dl>
              );
            }}
          />
          <Line
            dataKey="raw"
            stroke="var(--series-training-faint)"
            strokeWidth={1}
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />
          <Line dataKey="smooth" stroke="var(--series-training)" strokeWidth={2} dot={false} isAnimationActive={false} />
          {points.some((point) => point.validation !== undefined) && (
            <Line dataKey="validation" stroke="none" dot={validationDot} activeDot={false} isAnimationActive={false} />
          )}
        </LineChart>
      </ResponsiveContainer>
    </figure>
  );
}
