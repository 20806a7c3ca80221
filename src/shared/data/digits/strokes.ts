/** Drawings as they are made: lines of points on a sheet, which become pixels only when it is known of what size. */
import { floatAt } from '../../at';
import type { Square } from './area';
import type { Plane } from './ink';

export interface StrokePoint {
  readonly x: number;
  readonly y: number;
  /** 0 … 1; 0.5 where the device does not tell. */
  readonly pressure: number;
}

export type Stroke = readonly StrokePoint[];

export interface Drawing {
  /** Of the square sheet; points may lie beyond it. */
  readonly side: number;
  /** Width of the lines as drawn at pressure 0.5. */
  readonly pen: number;
  readonly strokes: readonly Stroke[];
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** How much wider than the pen a line is under this pressure: 0.6 to 1.4 times. */
export const widthFactor = (pressure: number) => 0.6 + 0.8 * pressure;

/** Points further apart than this share of their stroke are joined by a curve. */
const CURVE_STEP = 1 / 64;

/** The box of the lines without their width; null where nothing is drawn. */
export const centreLineBox = (drawing: Drawing): Box | null => boxOf(drawing, () => 0);

/** The box of the lines drawn with a pen of that width. Of a drawing with at least one point. */
export const drawnBox = (drawing: Drawing, pen: number): Box =>
  boxOf(drawing, ({ pressure }) => (pen * widthFactor(pressure)) / 2) ?? { left: 0, right: 0, top: 0, bottom: 0 };

function boxOf({ strokes }: Drawing, radius: (point: StrokePoint) => number): Box | null {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const stroke of strokes) {
    for (const point of curveThrough(stroke)) {
      const r = radius(point);
      left = Math.min(left, point.x - r);
      right = Math.max(right, point.x + r);
      top = Math.min(top, point.y - r);
      bottom = Math.max(bottom, point.y + r);
    }
  }
  return left <= right ? { left, right, top, bottom } : null;
}

/**
 * Points close enough to be joined by straight lines: those given, and between distant ones others on a centripetal
 * Catmull-Rom curve, which goes through every point and makes no loops (Yuksel, Schaefer and Keyser 2011).
 */
export function curveThrough(stroke: Stroke): StrokePoint[] {
  const dense: StrokePoint[] = [];
  const step = Math.max(extentOf(stroke) * CURVE_STEP, 1e-3);
  for (const [index, from] of stroke.entries()) {
    dense.push(from);
    const to = stroke[index + 1];
    if (!to) break;
    const steps = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / step);
    for (let each = 1; each < steps; each++)
      dense.push(onCurve(stroke[index - 1] ?? from, from, to, stroke[index + 2] ?? to, each / steps));
  }
  return dense;
}

function extentOf(stroke: Stroke): number {
  const length = (places: number[]) => places.reduce((a, b) => Math.max(a, b)) - places.reduce((a, b) => Math.min(a, b));
  return Math.max(length(stroke.map(({ x }) => x)), length(stroke.map(({ y }) => y)));
}

function onCurve(before: StrokePoint, from: StrokePoint, to: StrokePoint, after: StrokePoint, share: number): StrokePoint {
  const knot = (a: StrokePoint, b: StrokePoint) => Math.max(Math.sqrt(Math.hypot(b.x - a.x, b.y - a.y)), 1e-6);
  const [t1, span, t3] = [knot(before, from), knot(from, to), knot(to, after)];
  const along = (axis: 'x' | 'y') => {
    // The tangents of Barry and Goldman's form, then Hermite's cubic.
    const [a, b, c, d] = [before[axis], from[axis], to[axis], after[axis]];
    const leaving = before === from ? c - b : ((b - a) / t1 - (c - a) / (t1 + span) + (c - b) / span) * span;
    const arriving = after === to ? c - b : ((c - b) / span - (d - b) / (span + t3) + (d - c) / t3) * span;
    const [s2, s3] = [share ** 2, share ** 3];
    return (2 * s3 - 3 * s2 + 1) * b + (s3 - 2 * s2 + share) * leaving + (3 * s2 - 2 * s3) * c + (s3 - s2) * arriving;
  };
  return { x: along('x'), y: along('y'), pressure: from.pressure + (to.pressure - from.pressure) * share };
}

/** The part of the sheet under `square` at resolution × resolution pixels, round pen, edges smoothed over a pixel. */
export function rasterise({ strokes }: Drawing, pen: number, square: Square, resolution: number): Plane {
  const ink = new Float32Array(resolution ** 2);
  const scale = resolution / square.side;
  for (const stroke of strokes) {
    const points = curveThrough(stroke).map(({ x, y, pressure }) => ({
      x: (x - square.left) * scale,
      y: (y - square.top) * scale,
      radius: (pen * widthFactor(pressure) * scale) / 2,
    }));
    points.forEach((from, index) => {
      if (index === 0 || index < points.length - 1) addLine(ink, resolution, from, points[index + 1] ?? from);
    });
  }
  return { width: resolution, height: resolution, values: ink };
}

interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** A line with round ends: each pixel as dark as its middle lies within, from none half a pixel outside to all half a pixel inside. */
function addLine(ink: Float32Array, side: number, from: Disc, to: Disc): void {
  const reach = Math.max(from.radius, to.radius) + 1;
  const [x0, x1] = range(Math.min(from.x, to.x) - reach, Math.max(from.x, to.x) + reach, side);
  const [y0, y1] = range(Math.min(from.y, to.y) - reach, Math.max(from.y, to.y) + reach, side);
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const squared = dx * dx + dy * dy;
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) {
      const [px, py] = [x + 0.5 - from.x, y + 0.5 - from.y];
      const share = squared > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / squared)) : 0;
      const distance = Math.sqrt((px - share * dx) ** 2 + (py - share * dy) ** 2);
      const cover = Math.min(1, from.radius + (to.radius - from.radius) * share + 0.5 - distance);
      const at = y * side + x;
      if (cover > floatAt(ink, at)) ink[at] = cover;
    }
  }
}

const range = (from: number, to: number, side: number) => [Math.max(0, Math.floor(from)), Math.min(side, Math.ceil(to))] as const;
