/**
 * Several digits on one picture: parts of the ink that belong together, in the order in which one reads. Digits that touch stay one
 * part, and are told by being much wider than high.
 */
import { floatAt, integerAt } from '../../at';
import type { Plane } from './ink';
import { heightOf, type Region, widthOf } from './region';
import { type Spots, spotsOf } from './spots';

/** Share of the darkest from which on a pixel is ink. */
const DARK = 0.3;
/** Parts lower than this share of the highest may be a piece of a digit; lower than the second, what belongs to none is a sign, or dust. */
const [PIECE, LEAST] = [0.45, 0.3];
/** As shares of the highest: a piece over or under another part is so near; any piece; parts that are as high, beside or above each other. */
const NEAR = { stacked: 0.3, piece: 0.06, beside: 0.06, above: 0.09 };
/** Parts over one another share so much of the narrower one's width: pieces, and parts that are as high. */
const SHARED = { piece: 0.3, part: 0.4 };
/** Parts side by side that are one digit are no wider together than this, as a share of their height. */
const WIDEST = 1.1;
/** Dust, as a share of the ink of the largest part. */
const DUST = 0.02;
/** Wider than high by this, a part is of several digits that touch; the widest zero is 1.3. */
const TOUCHING = 1.45;
/** Flatter than this, a part is a line, and no digit; wider than this share of the highest, it is a line under several. */
const [FLAT, UNDERLINE] = [3, 1.2];
/** Centres within this share of a line's height are on that line. */
const SAME_LINE = 0.5;
const MOST_DIGITS = 100;
/** Soft edges reach so far, as a share of the highest part, and two pixels at least. */
const SOFT = 0.03;
/** A picture no larger is of one digit. */
const SMALL = 32;

export interface FoundDigit {
  /** In whole pixels of the plane, right and bottom exclusive. */
  readonly box: Region;
  /** The picture with its ink alone. */
  readonly ink: Plane;
  /** Whether it looks like several digits that touch. */
  readonly touches: boolean;
}

/** One after another as they are read; one where there is no more, none on a blank picture. */
export function digitsOf(ink: Plane): FoundDigit[] {
  let darkest = 0;
  for (const value of ink.values) darkest = value > darkest ? value : darkest;
  if (darkest === 0) return [];
  const spots = spotsOf(ink, DARK * darkest);
  const largest = spots.list.reduce((most, { mass }) => Math.max(most, mass), 0);
  const parts = spots.list
    .map((spot, index): Part => ({ box: spot, spots: [index] }))
    .filter((_, index) => (spots.list[index]?.mass ?? 0) >= DUST * largest);
  const highest = parts.reduce((most, { box }) => Math.max(most, isFlat(box) ? 0 : heightOf(box)), 0);
  const digits = joined(
    parts.filter(({ box }) => !isFlat(box) || widthOf(box) <= UNDERLINE * highest),
    highest,
  );
  const whole = digits.filter(({ box }) => heightOf(box) >= LEAST * highest && !isFlat(box));
  if (whole.length < 2 || whole.length > MOST_DIGITS || Math.max(ink.width, ink.height) <= SMALL) return [only(ink, parts)];
  const of = withSoftEdges(ink, spots, Math.max(2, Math.round(highest * SOFT)));
  return inOrder(whole).map(({ box, spots: members }) => ({ box, ink: inkOf(ink, of, members), touches: isTouching(box) }));
}

interface Part {
  readonly box: Region;
  /** Their places among the spots. */
  readonly spots: readonly number[];
}

const isFlat = (box: Region) => widthOf(box) > FLAT * heightOf(box);
const isTouching = (box: Region) => widthOf(box) > TOUCHING * heightOf(box);
const around = (a: Region, b: Region): Region => ({
  left: Math.min(a.left, b.left),
  top: Math.min(a.top, b.top),
  right: Math.max(a.right, b.right),
  bottom: Math.max(a.bottom, b.bottom),
});

/** All of the picture's ink: what is one digit is read as it always was. */
function only(ink: Plane, parts: readonly Part[]): FoundDigit {
  const box = parts.map((part) => part.box).reduce(around);
  return { box, ink, touches: isTouching(box) };
}

/** Pairs that belong together become one, the nearest first, until none are left. */
function joined(parts: readonly Part[], highest: number): Part[] {
  let left = [...parts];
  for (;;) {
    let nearest: { a: Part; b: Part; distance: number } | null = null;
    for (const [index, a] of left.entries()) {
      for (const b of left.slice(index + 1)) {
        const distance = gapBetween(a.box, b.box);
        if (belong(a.box, b.box, highest) && (!nearest || distance < nearest.distance)) nearest = { a, b, distance };
      }
    }
    if (!nearest) return left;
    const { a, b } = nearest;
    left = [...left.filter((part) => part !== a && part !== b), { box: around(a.box, b.box), spots: [...a.spots, ...b.spots] }];
  }
}

/** Between boxes, in pixels; below 0 of neither. */
function gapBetween(a: Region, b: Region): number {
  const across = Math.max(0, Math.max(a.left, b.left) - Math.min(a.right, b.right));
  const down = Math.max(0, Math.max(a.top, b.top) - Math.min(a.bottom, b.bottom));
  return Math.hypot(across, down);
}

function belong(a: Region, b: Region, highest: number): boolean {
  const isPiece = Math.min(heightOf(a), heightOf(b)) < PIECE * highest;
  const gap = gapBetween(a, b);
  const shared = (Math.min(a.right, b.right) - Math.max(a.left, b.left)) / Math.min(widthOf(a), widthOf(b));
  // The bar of a 5 hangs over it; what stands beside a digit, a comma or a minus, does not.
  if (isPiece) return gap < NEAR.piece * highest || (shared >= SHARED.piece && gap < NEAR.stacked * highest);
  const overlaps = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0;
  // An 8 of two circles.
  if (!overlaps) return shared > SHARED.part && gap < NEAR.above * highest;
  // Strokes of one digit that do not quite meet: with hardly a gap, or one within the width of the other.
  const both = around(a, b);
  return widthOf(both) <= WIDEST * heightOf(both) && (gap < NEAR.beside * highest || shared > SHARED.part);
}

/** Lines from the top, each from the left. */
function inOrder(parts: readonly Part[]): Part[] {
  const lines: Part[][] = [];
  const middleOf = ({ box }: Part) => (box.top + box.bottom) / 2;
  for (const part of parts.toSorted((a, b) => middleOf(a) - middleOf(b))) {
    const line = lines.at(-1);
    const middle = line ? line.reduce((sum, each) => sum + middleOf(each), 0) / line.length : 0;
    const height = line ? Math.max(...line.map(({ box }) => heightOf(box))) : 0;
    if (line && middleOf(part) - middle < SAME_LINE * Math.max(height, heightOf(part.box))) line.push(part);
    else lines.push([part]);
  }
  return lines.flatMap((line) => line.toSorted((a, b) => a.box.left - b.box.left));
}

/** For each pixel the spot that it is of: soft edges, fainter than ink, go with the nearest strokes. */
function withSoftEdges({ width, values }: Plane, { of }: Spots, reach: number): Int32Array {
  const found = of.slice();
  let edge = Array.from(found.keys()).filter((at) => integerAt(found, at) >= 0);
  for (let step = 0; step < reach; step++) {
    const next: number[] = [];
    for (const at of edge) {
      const x = at % width;
      for (const beside of [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width]) {
        if (beside < 0 || beside >= values.length || integerAt(found, beside) >= 0 || floatAt(values, beside) <= 0) continue;
        found[beside] = integerAt(found, at);
        next.push(beside);
      }
    }
    edge = next;
  }
  return found;
}

/** The ink of some spots alone. */
function inkOf({ width, height, values }: Plane, of: Int32Array, members: readonly number[]): Plane {
  const own = new Set(members);
  return { width, height, values: values.map((value, at) => (own.has(integerAt(of, at)) ? value : 0)) };
}
