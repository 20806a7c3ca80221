import { useId } from 'react';
import { ChartFrame, useFrame } from './ChartFrame';
import frameClasses from './ChartFrame.module.css';
import classes from './PathsChart.module.css';
import { ticksOf } from './series';

interface PathsChartProps {
  readonly label: string;
  /** Both axes go from −reach to reach. */
  readonly reach: number;
  /** Half axes of the contours around (0, 0). */
  readonly contours: readonly { readonly x: number; readonly y: number }[];
  /** A step a point. */
  readonly points: readonly (readonly [number, number])[];
  format(value: number): string;
}

const HEIGHT = 300;
const MARGIN = { top: 6, right: 6, bottom: 20, left: 28 };

/** A way over the contours of a valley, a dot a step, towards its lowest place. */
export function PathsChart({ label, reach, contours, points, format }: PathsChartProps) {
  const frame = useFrame(120);
  const { width } = frame;
  const inner = { width: width - MARGIN.left - MARGIN.right, height: HEIGHT - MARGIN.top - MARGIN.bottom };
  const x = (value: number) => MARGIN.left + ((within(value, reach) + reach) / (2 * reach)) * inner.width;
  const y = (value: number) => MARGIN.top + ((reach - within(value, reach)) / (2 * reach)) * inner.height;
  const ticks = ticksOf([-reach, reach], 'linear', 4);
  const clip = useId().replaceAll(/\W/g, '');
  return (
    <ChartFrame frame={frame} height={HEIGHT} label={label}>
      <clipPath id={clip}>
        <rect x={MARGIN.left} y={MARGIN.top} width={inner.width} height={inner.height} />
      </clipPath>
      <rect className={classes.ground} x={MARGIN.left} y={MARGIN.top} width={inner.width} height={inner.height} />
      <g clipPath={`url(#${clip})`}>
        {contours.map((contour) => (
          <ellipse
            key={contour.x}
            className={classes.level}
            cx={x(0)}
            cy={y(0)}
            rx={(contour.x / (2 * reach)) * inner.width}
            ry={(contour.y / (2 * reach)) * inner.height}
          />
        ))}
        <path className={classes.lowest} d={`M${x(0) - 5} ${y(0)}h10M${x(0)} ${y(0) - 5}v10`} />
        <path className={classes.path} d={points.map(([px, py], step) => `${step === 0 ? 'M' : 'L'}${x(px)} ${y(py)}`).join('')} />
        {points.map(([px, py], step) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
          <circle key={step} className={classes.step} cx={x(px)} cy={y(py)} r={2.6}>
            <title>{`${step}: (${format(px)}, ${format(py)})`}</title>
          </circle>
        ))}
      </g>
      {ticks.map((tick) => (
        <g key={tick}>
          <text className={frameClasses.tick} x={x(tick)} y={HEIGHT - 6} textAnchor="middle">
            {format(tick)}
          </text>
          <text className={frameClasses.tick} x={MARGIN.left - 5} y={y(tick)} textAnchor="end" dominantBaseline="middle">
            {format(tick)}
          </text>
        </g>
      ))}
    </ChartFrame>
  );
}

/** What leaves the picture by far is drawn where it is out of sight. */
const within = (value: number, reach: number) => (Number.isFinite(value) ? Math.max(-4 * reach, Math.min(4 * reach, value)) : 4 * reach);
