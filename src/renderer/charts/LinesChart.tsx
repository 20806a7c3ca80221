import { type PointerEvent, useId, useState } from 'react';
import { ChartFrame, useFrame } from './ChartFrame';
import classes from './LinesChart.module.css';
import { ticksOf } from './series';

export interface Line {
  readonly key: string;
  readonly label: string;
  /** [x, y], x rising. */
  readonly points: readonly (readonly [number, number])[];
  /** Of the palette, by number; lines of one tone belong together. */
  readonly tone: number;
  /** A colour of its own, where it has one. */
  readonly colour?: string;
  /** Which pattern of dashes, 0 for none: tells lines of one colour apart, and lines that lie over each other. */
  readonly dash?: number;
  /** Around it, [x, low, high]. */
  readonly band?: readonly (readonly [number, number, number])[] | undefined;
  /** What is to be said of it, such as why it ends. */
  readonly note?: string;
}

export interface ChartAxis {
  readonly label: string;
  readonly scale?: 'linear' | 'log';
  readonly range?: readonly [number, number] | undefined;
  format(value: number): string;
}

interface LinesChartProps {
  /** What it shows, for those who cannot see it. */
  readonly label: string;
  readonly x: ChartAxis;
  readonly y: ChartAxis;
  readonly lines: readonly Line[];
  /** Places along x that are named. */
  readonly marks?: readonly { readonly at: number; readonly label: string }[];
  readonly height: number;
  /** Small figures in a grid: fewer marks, no names of axes, no legend. */
  readonly small?: boolean;
}

const MARGIN = { top: 8, right: 12, bottom: 34, left: 56 };
const SMALL = { top: 6, right: 11, bottom: 18, left: 42 };
/** Tones that there are colours for. */
export const TONES = 7;
/** Patterns of dashes, none among them; those below in the style sheet. */
export const DASHES = 4;

/** Curves over one pair of axes, each told apart by colour, dashes and its name; values can be read where one points. */
export function LinesChart({ label, x, y, lines, marks = [], height, small = false }: LinesChartProps) {
  const frame = useFrame(60);
  const [at, setAt] = useState<number | null>(null);
  const clip = useId().replaceAll(/\W/g, '');
  const { width } = frame;
  const margin = small ? SMALL : MARGIN;
  const inner = { width: Math.max(width - margin.left - margin.right, 10), height: Math.max(height - margin.top - margin.bottom, 10) };
  const xs = extent(lines, 0, x);
  const ys = extent(lines, 1, y);
  const placeX = (value: number) => margin.left + shareOf(value, xs, x.scale) * inner.width;
  const placeY = (value: number) => margin.top + (1 - shareOf(value, ys, y.scale)) * inner.height;

  function point({ clientX, currentTarget }: PointerEvent<SVGSVGElement>) {
    const share = (clientX - currentTarget.getBoundingClientRect().left - margin.left) / inner.width;
    setAt(share < 0 || share > 1 ? null : valueAt(share, xs, x.scale));
  }

  return (
    <figure className={classes.figure} aria-label={label}>
      <ChartFrame frame={frame} height={height} label={label} onPointerMove={point} onPointerLeave={() => setAt(null)}>
        {ticksOf(ys, y.scale ?? 'linear', small ? 3 : 5).map((tick) => (
          <g key={tick}>
            <line className={classes.grid} x1={margin.left} x2={width - margin.right} y1={placeY(tick)} y2={placeY(tick)} />
            <text className={classes.tick} x={margin.left - 5} y={placeY(tick)} textAnchor="end" dominantBaseline="middle">
              {y.format(tick)}
            </text>
          </g>
        ))}
        {ticksOf(xs, x.scale ?? 'linear', small ? 2 : 6).map((tick) => (
          <text key={tick} className={classes.tick} x={placeX(tick)} y={height - margin.bottom + 13} textAnchor="middle">
            {x.format(tick)}
          </text>
        ))}
        {!small && (
          <text className={classes.axis} x={margin.left + inner.width / 2} y={height - 4} textAnchor="middle">
            {x.label}
          </text>
        )}
        <clipPath id={clip}>
          <rect x={margin.left} y={margin.top - 2} width={inner.width + 2} height={inner.height + 4} />
        </clipPath>
        <g clipPath={`url(#${clip})`}>
          {lines.flatMap(({ key, band, tone, colour }) =>
            band ? (
              <path
                key={`${key} band`}
                className={classes.band}
                data-band
                data-tone={tone % TONES}
                style={colour ? { fill: colour } : undefined}
                d={bandPath(band, placeX, placeY)}
              />
            ) : (
              []
            ),
          )}
          {lines.map((line) => (
            <path
              key={line.key}
              className={classes.line}
              data-tone={line.tone % TONES}
              data-dash={(line.dash ?? 0) % DASHES}
              style={line.colour ? { stroke: line.colour } : undefined}
              d={pathOf(line.points, placeX, placeY, [margin.top - height, 2 * height])}
            />
          ))}
        </g>
        {lines
          .filter(({ note }) => note)
          .map(({ key, label: name, note }, index) => (
            <text key={key} className={classes.note} x={margin.left + 5} y={margin.top + 12 + 13 * index}>
              {`${name}: ${note}`}
            </text>
          ))}
        {marks.map(({ at: place, label: name }) => (
          <g key={name}>
            <line className={classes.mark} x1={placeX(place)} x2={placeX(place)} y1={margin.top} y2={height - margin.bottom} />
            <text className={classes.note} x={placeX(place) + 5} y={margin.top + 10}>
              {name}
            </text>
          </g>
        ))}
        {at !== null && <line className={classes.cursor} x1={placeX(at)} x2={placeX(at)} y1={margin.top} y2={height - margin.bottom} />}
        {small && at !== null && (
          <text className={classes.readout} x={width - margin.right} y={margin.top + 9} textAnchor="end">
            {`${x.format(Math.round(at))}: ${lines.map(({ points }) => valueNear(points, at, y)).join(' / ')}`}
          </text>
        )}
      </ChartFrame>
      {!small && <Legend lines={lines} x={x} y={y} at={at} />}
    </figure>
  );
}

function Legend({ lines, x, y, at }: { lines: readonly Line[]; x: ChartAxis; y: ChartAxis; at: number | null }) {
  return (
    <figcaption className={classes.legend}>
      {at !== null && (
        <span className={classes.entry}>
          {x.label} {x.format(at)}
        </span>
      )}
      {lines.map((line) => (
        <span key={line.key} className={classes.entry} data-legend>
          <LineSample {...line} />
          {line.label}
          {at !== null && <strong>{valueNear(line.points, at, y)}</strong>}
        </span>
      ))}
    </figcaption>
  );
}

/** A piece of a line, as a legend shows it. */
export function LineSample({ tone, dash = 0, colour }: Pick<Line, 'tone' | 'dash' | 'colour'>) {
  return (
    <svg width={24} height={8} aria-hidden>
      <line
        className={classes.line}
        data-tone={tone % TONES}
        data-dash={dash % DASHES}
        style={colour ? { stroke: colour } : undefined}
        x1={0}
        x2={24}
        y1={4}
        y2={4}
      />
    </svg>
  );
}

function valueNear(points: Line['points'], at: number, y: ChartAxis): string {
  const nearest = points.reduce<readonly [number, number] | null>(
    (best, point) => (best === null || Math.abs(point[0] - at) < Math.abs(best[0] - at) ? point : best),
    null,
  );
  return nearest ? y.format(nearest[1]) : '–';
}

/** There along its upper edge, back along its lower one. */
function bandPath(band: NonNullable<Line['band']>, placeX: (value: number) => number, placeY: (value: number) => number): string {
  const there = band.map(([x, , high]) => `${placeX(x).toFixed(1)} ${placeY(high).toFixed(1)}`);
  const back = band.map(([x, low]) => `${placeX(x).toFixed(1)} ${placeY(low).toFixed(1)}`).toReversed();
  return there.length === 0 ? '' : `M${[...there, ...back].join('L')}Z`;
}

/** What the axis spans: its own range, widened by nothing, or the data's. */
function extent(lines: readonly Line[], index: 0 | 1, { range, scale }: ChartAxis): [number, number] {
  if (range) return [range[0], range[1]];
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const see = (value: number) => {
    if (!Number.isFinite(value) || (scale === 'log' && value <= 0)) return;
    low = Math.min(low, value);
    high = Math.max(high, value);
  };
  for (const { points, band = [] } of lines) {
    for (const point of points) see(point[index]);
    if (index === 1) for (const [, least, most] of band) for (const value of [least, most]) see(value);
  }
  if (low > high) return scale === 'log' ? [0.1, 1] : [0, 1];
  if (low === high) {
    const around = Math.abs(low) * 0.02 || 0.5;
    return scale === 'log' ? [low / 2, high * 2] : [low - around, high + around];
  }
  return [low, high];
}

const shareOf = (value: number, [low, high]: readonly [number, number], scale: ChartAxis['scale']) =>
  scale === 'log' ? Math.log(Math.max(value, 1e-300) / low) / Math.log(high / low) : (value - low) / (high - low);

const valueAt = (share: number, [low, high]: readonly [number, number], scale: ChartAxis['scale']) =>
  scale === 'log' ? low * (high / low) ** share : low + (high - low) * share;

/** Half of the dash that a point without neighbours is drawn as, in pixels. */
const ALONE = 4;

/** Lines go on beyond the frame, where they are out of sight, though not for ever; what is no number leaves a gap. */
function pathOf(
  points: Line['points'],
  placeX: (value: number) => number,
  placeY: (value: number) => number,
  [top, bottom]: readonly [number, number],
): string {
  let path = '';
  let drawing = false;
  for (const [index, [px, py]] of points.entries()) {
    if (!Number.isFinite(py)) {
      drawing = false;
      continue;
    }
    const isAlone = !drawing && !Number.isFinite(points[index + 1]?.[1]);
    path += `${drawing ? 'L' : 'M'}${placeX(px).toFixed(1)} ${Math.min(Math.max(placeY(py), top), bottom).toFixed(1)}`;
    if (isAlone) path += `m${-ALONE} 0h${2 * ALONE}`;
    drawing = true;
  }
  return path;
}
