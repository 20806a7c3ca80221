import { numberAt } from '@shared/at';
import { type KeyboardEvent, type PointerEvent, useId, useMemo } from 'react';
import { usePlotArea } from 'recharts';
import classes from './CurveChart.module.css';
import { useCursor, useCursorStore } from './cursor';
import { useCurveView } from './curve-view';
import { bandPath, linePath, rawPath, toIteration, toX, toY } from './geometry';
import { type Bucket, decimate, placeOf } from './series';

/** A stretch is about so many pixels wide. */
const PIXELS_A_BUCKET = 2;
/** Pixels around the plot that points at its edge reach into. */
const ROOM = 6;
/** Fewer iterations than this are not zoomed into. */
const LEAST_ZOOM = 4;

/** The curve in its frame: band, raw and smoothed line, points, marks, and what the pointer reads. */
export function CurvePlot() {
  const area = usePlotArea();
  const clip = useId();
  const view = useCurveView();
  const { data, x: xs, y: ys, scale, plain = false, namesMarks = false } = view;
  const buckets = useMemo(
    () => (area ? decimate(data.iterations, data.values, xs[0], xs[1], Math.max(1, Math.floor(area.width / PIXELS_A_BUCKET))) : []),
    [data, area, xs],
  );
  if (!area) return null;
  const x = (bucket: Bucket) => toX(bucket.iteration, xs, area);
  const y = (value: number) => toY(value, ys, scale, area);
  const inSight = ({ iteration }: { readonly iteration: number }) => iteration >= xs[0] && iteration <= xs[1];
  return (
    <g>
      <clipPath id={clip}>
        <rect x={area.x - ROOM} y={area.y - ROOM} width={area.width + 2 * ROOM} height={area.height + ROOM + 1} />
      </clipPath>
      <g clipPath={`url(#${clip})`}>
        {!plain && <path data-curve="band" className={classes.band} d={bandPath(buckets, x, y)} />}
        {!plain && <path data-curve="raw" className={classes.raw} d={rawPath(buckets, x, y)} />}
        <path
          data-curve="smooth"
          className={classes.smooth}
          d={linePath(buckets, plain ? ({ high }) => high : ({ smooth }) => smooth, x, y)}
        />
        {data.marks.filter(inSight).map(({ iteration, text }) => (
          <g key={iteration}>
            <path className={classes.mark} d={`M${toX(iteration, xs, area)} ${area.y}v${area.height}`} />
            {namesMarks && <MarkText x={toX(iteration, xs, area)} area={area} text={text} />}
          </g>
        ))}
        {data.points.filter(inSight).map(({ iteration, value }) => (
          <circle key={iteration} data-point className={classes.point} cx={toX(iteration, xs, area)} cy={y(value)} r={4} />
        ))}
        {data.averages.filter(inSight).map(({ iteration, value }) => (
          <path key={iteration} data-average className={classes.average} d={diamond(toX(iteration, xs, area), y(value))} />
        ))}
      </g>
      <Pointer />
    </g>
  );
}

const diamond = (x: number, y: number) => `M${x} ${y - 5}l5 5l-5 5l-5 -5z`;

/** Beside its line, on the side where there is room. */
function MarkText({ x, area, text }: { x: number; area: { x: number; y: number; width: number }; text: string }) {
  const left = x > area.x + area.width * 0.6;
  return (
    <text className={classes.markText} x={x + (left ? -6 : 6)} y={area.y + 10} textAnchor={left ? 'end' : 'start'}>
      {text.split(', ').map((part, line) => (
        <tspan key={part} x={x + (left ? -6 : 6)} dy={line === 0 ? 0 : 13}>
          {part}
        </tspan>
      ))}
    </text>
  );
}

/** What the pointer does over the curve: reads an iteration, drags a stretch to look at, shows all again. Arrow keys read too. */
function Pointer() {
  const area = usePlotArea();
  const { data, x: xs, y: ys, scale, plain, label, formatIteration, formatTick } = useCurveView();
  const cursor = useCursorStore();
  const hover = useCursor((state) => state.hover);
  const drag = useCursor((state) => state.drag);
  if (!area) return null;

  const at = (event: PointerEvent<SVGRectElement>) => {
    const { left } = event.currentTarget.getBoundingClientRect();
    return toIteration(event.clientX - left + area.x, xs, area);
  };
  const nearest = (iteration: number) => {
    const last = data.iterations.at(-1);
    if (last === undefined) return null;
    return data.iterations[placeOf(data.iterations, Math.min(iteration, last))] ?? null;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = Math.max(1, Math.round((xs[1] - xs[0]) / 100));
    const by = { ArrowLeft: -step, ArrowRight: step }[event.key];
    if (event.key === 'Escape') cursor.setState({ hover: null, zoom: null });
    if (event.key === '+' || event.key === '-') cursor.setState({ zoom: zoomed(event.key === '+' ? 0.5 : 2) });
    if (by === undefined) return;
    event.preventDefault();
    cursor.setState({ hover: nearest((hover ?? xs[0]) + by) });
  };
  /** Around what is read, a share of what is shown; null where that is all. */
  const zoomed = (share: number) => {
    const width = Math.max(LEAST_ZOOM, Math.round((xs[1] - xs[0]) * share));
    const from = Math.max(0, Math.round((hover ?? (xs[0] + xs[1]) / 2) - width / 2));
    return width >= data.end ? null : ([from, Math.min(from + width, data.end)] as const);
  };
  const end = () => {
    const { drag: range } = cursor.getState();
    // There is nothing to look at behind the last iteration.
    const newest = data.iterations.at(-1) ?? 0;
    const [from, to] = range ? [Math.min(...range), Math.min(Math.max(...range), newest)] : [0, 0];
    cursor.setState({ drag: null, ...(to - from >= LEAST_ZOOM && { zoom: [from, to] as const }) });
  };
  // The curve may have become shorter under the pointer.
  const last = data.iterations.length - 1;
  const place = hover === null || last < 0 ? null : Math.min(placeOf(data.iterations, hover), last);
  const x = hover === null ? 0 : toX(hover, xs, area);
  return (
    <g>
      {drag && (
        <rect
          className={classes.drag}
          x={toX(Math.min(...drag), xs, area)}
          y={area.y}
          width={Math.abs(toX(drag[1], xs, area) - toX(drag[0], xs, area))}
          height={area.height}
        />
      )}
      {hover !== null && place !== null && hover >= xs[0] && hover <= xs[1] && (
        <g>
          <path className={classes.cross} d={`M${x} ${area.y}v${area.height}`} />
          {!plain && <circle className={classes.dot} cx={x} cy={toY(numberAt(data.values, place), ys, scale, area)} r={2.5} />}
        </g>
      )}
      <rect
        className={classes.surface}
        role="slider"
        aria-label={label}
        aria-valuemin={xs[0]}
        aria-valuemax={xs[1]}
        aria-valuenow={hover ?? xs[0]}
        aria-valuetext={place === null ? undefined : `${formatIteration(hover ?? 0)}: ${formatTick(numberAt(data.values, place))}`}
        onBlur={() => cursor.setState({ hover: null })}
        tabIndex={0}
        x={area.x}
        y={area.y}
        width={area.width}
        height={area.height}
        onKeyDown={onKeyDown}
        onPointerMove={(event) => {
          const iteration = at(event);
          const { drag: from } = cursor.getState();
          cursor.setState({ hover: nearest(iteration), ...(from && { drag: [from[0], iteration] as const }) });
        }}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          const iteration = at(event);
          cursor.setState({ drag: [iteration, iteration] });
        }}
        onPointerUp={end}
        onPointerCancel={() => cursor.setState({ drag: null })}
        onPointerLeave={() => cursor.setState({ hover: null })}
        onDoubleClick={() => cursor.setState({ zoom: null })}
      />
    </g>
  );
}
