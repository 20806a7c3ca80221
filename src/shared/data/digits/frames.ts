/** Frames around a picture, and margins around those: what lies within the innermost is the picture. */
import { floatAt } from '../../at';
import type { Plane } from './ink';
import { areaOf, boxWhere, cut, heightOf, medianAt, type Region, ringOf, wholeOf, widthOf } from './region';
import { spotsOf } from './spots';

/** No sheet is smaller. */
const LEAST_SIDE = 8;
/** A frame is of one colour to within this. */
const ALIKE = 0.1;
/** Rings of pixels that differ by no more are of one colour and no soft edge. */
const SETTLED = 0.02;
/** Share of a side that what lies within a frame reaches, and of its outermost pixels that are of one colour. */
const STRAIGHT = 0.75;
/** Depth of a side, as a share of the other, within which its edge may be. */
const BENT = 0.02;
/** Of a sheet, the share that may be something else than paper, and that a bar alone may be. */
const [LEAST_CONTENT, MOST_CONTENT, MOST_OF_BAR] = [0.002, 0.6, 0.2];
/** Soft edges of a frame are trimmed by so many pixels at most, or by this share of a side. */
const SOFT = { pixels: 3, share: 0.03 };
/** Frames in frames. */
const MOST_FRAMES = 6;

/** The innermost region within frames, where something is on it; the whole where there is no frame. */
export function withinFrames(plane: Plane): Region {
  const whole = wholeOf(plane);
  let [around, region] = [whole, whole];
  for (let depth = 0; depth < MOST_FRAMES; depth++) {
    const inner = insideOf(plane, region);
    if (inner) {
      [around, region] = [region, inner];
      continue;
    }
    if (region === whole || isSheet(plane, region, MOST_CONTENT)) return region;
    // A rectangle with nothing in it is no sheet but a bar that was drawn on one, or the hole of an angular 0.
    return around !== whole && isSheet(plane, around, MOST_OF_BAR) ? around : whole;
  }
  return whole;
}

/** What the colour of a region's outermost pixels surrounds, where it is a rectangle of another colour. */
function insideOf(plane: Plane, region: Region): Region | null {
  const { width, values } = plane;
  const colour = colourOf(values, ringOf(region, width));
  if (colour === null) return null;
  const isOther = (x: number, y: number) => Math.abs(floatAt(values, y * width + x) - colour) > ALIKE;
  const corners = cornersOf(region, isOther);
  const isInside = (x: number, y: number) => isOther(x, y) && !corners.some((corner) => isWithin(corner, x, y));
  const box = boxWhere(region, isInside);
  if (!box || !hasStraightSides(box, isInside)) return null;
  return settled(values, width, box, colour);
}

/** Of a region, the share of its sides that a rounded frame leaves in its corners at most. */
const ROUNDED = 0.15;

/** Squares in the corners, as large as what is of another colour along the sides from there: what lies around a rounded frame. */
function cornersOf({ left, top, right, bottom }: Region, isOther: (x: number, y: number) => boolean): Region[] {
  const most = Math.floor(ROUNDED * Math.min(right - left, bottom - top));
  return ([-1, 1] as const).flatMap((across) =>
    ([-1, 1] as const).flatMap((down): Region[] => {
      const [x, y] = [across < 0 ? left : right - 1, down < 0 ? top : bottom - 1];
      let [wide, high] = [0, 0];
      while (wide <= most && isOther(x - across * wide, y)) wide += 1;
      while (high <= most && isOther(x, y - down * high)) high += 1;
      if (wide === 0 || high === 0 || wide > most || high > most) return [];
      return [
        {
          left: across < 0 ? x : x - wide + 1,
          right: across < 0 ? x + wide : x + 1,
          top: down < 0 ? y : y - high + 1,
          bottom: down < 0 ? y + high : y + 1,
        },
      ];
    }),
  );
}

const isWithin = ({ left, top, right, bottom }: Region, x: number, y: number) => x >= left && x < right && y >= top && y < bottom;

/** Ink within a frame, without what a rounded one leaves in the corners. */
export function withoutCorners(ink: Plane): Plane {
  const corners = cornersOf(wholeOf(ink), (x, y) => floatAt(ink.values, y * ink.width + x) > ALIKE);
  if (corners.length === 0) return ink;
  const values = ink.values.map((value, at) =>
    corners.some((corner) => isWithin(corner, at % ink.width, Math.floor(at / ink.width))) ? 0 : value,
  );
  return { ...ink, values };
}

/** Past a frame's soft edge: where the outermost pixels and those next to them are of one colour. */
function settled(values: Float32Array, width: number, box: Region, outside: number): Region | null {
  const most = Math.max(SOFT.pixels, SOFT.share * Math.min(widthOf(box), heightOf(box)));
  let isPast = false;
  for (let by = 0; by <= most; by++) {
    const [inner, next] = [shrunk(box, by), shrunk(box, by + 1)];
    if (widthOf(next) < LEAST_SIDE || heightOf(next) < LEAST_SIDE) return null;
    const [colour, nextColour] = [colourOf(values, ringOf(inner, width)), colourOf(values, ringOf(next, width))];
    if (colour !== null && Math.abs(colour - outside) > 2 * ALIKE) isPast = true;
    if (isPast && colour !== null && nextColour !== null && Math.abs(colour - nextColour) <= SETTLED) return inner;
  }
  return null;
}

/** The one that most of these pixels have. */
function colourOf(values: Float32Array, positions: readonly number[]): number | null {
  const colour = medianAt(values, positions);
  const alike = positions.filter((position) => Math.abs(floatAt(values, position) - colour) <= ALIKE);
  return alike.length >= STRAIGHT * positions.length ? colour : null;
}

/** Whether there is paper with something on it, `most` of it at most; what fills the corners is where the frame is rounded. */
function isSheet(plane: Plane, region: Region, most: number): boolean {
  const paper = medianAt(plane.values, ringOf(region, plane.width));
  const sheet = cut(plane, region);
  const spots = spotsOf({ ...sheet, values: sheet.values.map((value) => Math.abs(value - paper)) }, ALIKE);
  const isInCorner = ({ left, top, right, bottom }: Region) =>
    (left === 0 || right === sheet.width) && (top === 0 || bottom === sheet.height);
  const content = spots.list.reduce((sum, spot) => sum + (isInCorner(spot) ? 0 : spot.area), 0);
  return content >= LEAST_CONTENT * areaOf(region) && content <= most * areaOf(region);
}

/** Whether what is inside reaches each side of its box along most of it. */
function hasStraightSides({ left, top, right, bottom }: Region, isInside: (x: number, y: number) => boolean): boolean {
  const [width, height] = [right - left, bottom - top];
  const reaches = (length: number, depth: number, holds: (along: number, inward: number) => boolean) => {
    let count = 0;
    for (let along = 0; along < length; along++) {
      for (let inward = 0; inward <= depth; inward++) {
        if (!holds(along, inward)) continue;
        count += 1;
        break;
      }
    }
    return count >= STRAIGHT * length;
  };
  const [deep, wide] = [Math.ceil(BENT * height), Math.ceil(BENT * width)];
  return (
    reaches(width, deep, (x, y) => isInside(left + x, top + y)) &&
    reaches(width, deep, (x, y) => isInside(left + x, bottom - 1 - y)) &&
    reaches(height, wide, (y, x) => isInside(left + x, top + y)) &&
    reaches(height, wide, (y, x) => isInside(right - 1 - x, top + y))
  );
}

const shrunk = ({ left, top, right, bottom }: Region, by: number): Region => ({
  left: left + by,
  top: top + by,
  right: right - by,
  bottom: bottom - by,
});
