import { memo } from 'react';
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import classes from './CurveChart.module.css';

interface SmallCurveProps {
  /** What the chart shows, for those who cannot see it. */
  readonly label: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly formatX: (value: number) => string;
  readonly formatY: (value: number) => string;
  readonly names: { readonly x: string; readonly y: string };
}

const tick = { fill: 'var(--muted)', fontSize: 10 };
const margin = { top: 8, right: 8, bottom: 0, left: 0 };

/** One curve without points, such as a schedule. */
export const SmallCurve = memo(function SmallCurve({ label, points, formatX, formatY, names }: SmallCurveProps) {
  const last = points.at(-1)?.x ?? 1;
  return (
    <figure className={classes.small} aria-label={label}>
      <ResponsiveContainer width="100%" height={120} initialDimension={{ width: 280, height: 120 }}>
        <LineChart data={[...points]} margin={margin} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="x"
            type="number"
            domain={[1, last]}
            ticks={[1, last]}
            tick={tick}
            tickFormatter={formatX}
            stroke="var(--line)"
            tickLine={false}
          />
          <YAxis domain={[0, 'auto']} tick={tick} tickFormatter={formatY} width={52} axisLine={false} tickLine={false} tickCount={4} />
          <Tooltip
            isAnimationActive={false}
            content={({ active, payload }) => {
              const point = payload?.[0]?.payload;
              if (!active || !point) return null;
              return (
                <dl className={classes.tooltip}>
                  <dt>{names.x}</dt>
                  <dd>{formatX(point.x)}</dd>
                  <dt>{names.y}</dt>
                  <dd>{formatY(point.y)}</dd>
                </dl>
              );
            }}
          />
          <Line dataKey="y" stroke="var(--series-training)" strokeWidth={2} dot={false} isAnimationActive={false} />
        </LineChart>
      </ResponsiveContainer>
    </figure>
  );
});
