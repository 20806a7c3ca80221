/**
 * Which of a picture is paper: by the whole of it, whatever its brightness and colour. Paper is what most of the picture and of
 * its outermost pixels is; ink is the minority that differs from it.
 */
import { elementAt, floatAt } from '../../at';
import type { Plane } from './ink';
import { medianAt, ringOf, wholeOf } from './region';

export interface Ground {
  /** The measure that ink stands out in most, inverted where ink is lighter than paper, so that ink is dark. */
  readonly plane: Plane;
  /** Of even paper, its brightness there. */
  readonly paper: number;
  /** Whether paper has neither grain nor shade, as nothing that was photographed. */
  readonly isEven: boolean;
}

/** Paper that varies by more than this has grain or shade. */
const GRAIN = 0.006;
/** The same as a share of what ink differs from paper by. */
const UNEVEN = 0.02;
/** Share of what ink differs from paper by, from which on a pixel is a soft edge of ink and no paper. */
const SOFT = 0.2;
/** A colour has to tell ink from paper so much better than brightness. */
const BETTER = 1.25;
const LEVELS = 256;
/** Levels to either side that count as one. */
const NEAR = 2;

export function groundOf(measures: readonly Plane[]): Ground {
  const brightness = elementAt(measures, 0);
  const ring = ringOf(wholeOf(brightness), brightness.width);
  const even = standingOut(measures.map((plane) => evenSide(plane, paperOf(plane, ring))));
  const isEven = isEvenPaper(even, ring);
  const { plane, isDark, level } = isEven ? even : standingOut(measures.map(shadedSide));
  return { plane: isDark ? plane : inverted(plane), paper: isDark ? level : 1 - level, isEven };
}

/** Brightness, where no colour is much better. */
function standingOut(sides: readonly Side[]): Side {
  const usual = elementAt(sides, 0);
  const best = sides.reduce((most, side) => (side.contrast > most.contrast ? side : most));
  return best.contrast > usual.contrast * BETTER ? best : usual;
}

/** Whether most of what is paper is the same, along the edges or everywhere. */
function isEvenPaper({ plane: { values }, level }: Side, ring: readonly number[]): boolean {
  const most = values.reduce((found, value) => Math.max(found, Math.abs(value - level)), 0);
  const near = Math.min(GRAIN, UNEVEN * most);
  const isNear = (value: number) => Math.abs(value - level) <= near;
  if (ring.filter((position) => isNear(floatAt(values, position))).length >= ring.length / 2) return true;
  let [paper, even] = [0, 0];
  for (const value of values) {
    if (Math.abs(value - level) > SOFT * most) continue;
    paper += 1;
    if (isNear(value)) even += 1;
  }
  return even > paper / 2;
}

interface Side {
  readonly plane: Plane;
  /** How much ink stands out, in the same unit for all measures of a picture. */
  readonly contrast: number;
  /** Whether ink is darker than paper. */
  readonly isDark: boolean;
  readonly level: number;
}

/** Ink is the minority: its sign is that of the third moment of the differences from the paper. */
const sideOf = (plane: Plane, level: number, skew: number): Side => ({
  plane,
  level,
  isDark: skew <= 0,
  contrast: Math.cbrt(Math.abs(skew)),
});

function evenSide(plane: Plane, level: number): Side {
  return sideOf(plane, level, plane.values.reduce((sum, value) => sum + (value - level) ** 3, 0) / plane.values.length);
}

/** Where light falls off, from a plane through all values. */
function shadedSide(plane: Plane): Side {
  const { width, height, values } = plane;
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];
  const sum = (term: (value: number, x: number, y: number) => number) => {
    let total = 0;
    for (let y = 0, at = 0; y < height; y++)
      for (let x = 0; x < width; x++, at++) total += term(floatAt(values, at), x - middleX, y - middleY);
    return total;
  };
  const mean = sum((value) => value) / values.length;
  const across =
    sum((value, x) => value * x) /
    Math.max(
      1,
      sum((_value, x) => x * x),
    );
  const down =
    sum((value, _x, y) => value * y) /
    Math.max(
      1,
      sum((_value, _x, y) => y * y),
    );
  return sideOf(plane, mean, sum((value, x, y) => (value - mean - across * x - down * y) ** 3) / values.length);
}

/** The brightness that most of a plane and of its outermost pixels has. */
function paperOf({ values }: Plane, ring: readonly number[]): number {
  const counts = new Float64Array(LEVELS);
  const add = (value: number, weight: number) => {
    const level = levelOf(value);
    counts[level] = floatAt(counts, level) + weight;
  };
  for (const value of values) add(value, 1 / values.length);
  for (const position of ring) add(floatAt(values, position), 1 / ring.length);
  let best = { level: 0, count: -1 };
  for (let level = 0; level < LEVELS; level++) {
    const count = counts.subarray(Math.max(0, level - NEAR), level + NEAR + 1).reduce((total, each) => total + each, 0);
    // Of equally common levels the one that is itself the most common.
    const isMore =
      count > best.count * (1 + 1e-9) || (count > best.count * (1 - 1e-9) && floatAt(counts, level) > floatAt(counts, best.level));
    if (isMore) best = { level, count };
  }
  const isNear = (value: number) => Math.abs(levelOf(value) - best.level) <= NEAR;
  const near = ring.filter((position) => isNear(floatAt(values, position)));
  if (near.length > 0) return medianAt(values, near);
  return medianAt(
    values,
    Array.from(values.keys()).filter((position) => isNear(floatAt(values, position))),
  );
}

const levelOf = (value: number) => Math.round(value * (LEVELS - 1));

const inverted = (plane: Plane): Plane => ({ ...plane, values: plane.values.map((value) => 1 - value) });
