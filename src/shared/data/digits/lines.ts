/**
 * Lines that are no digit: ruled and squared paper, a form's boxes, the dark edge of a scan. Straight and nearly upright or level,
 * from edge to edge, and thinner than the strokes or apart from them. Where a stroke crosses a line it stays: only short runs
 * across the line go, as in the removal of staff lines from scores (Dalitz et al., IEEE PAMI 30, 2008).
 */
import { byteAt, elementAt, exactly, floatAt, integerAt } from '../../at';
import type { Plane } from './ink';
import { blankOf, cut, heightOf, pasted, widthOf } from './region';
import { keepSpots, type Spot, spotsOf, withoutDust } from './spots';

/** Ink of less than this share of the darkest is no line. */
const FAINTEST = 0.2;
/** Tangent of the largest tilt of a line. */
const TILT = 0.06;
/** Share of the picture that a line is thick at most. */
const THICKEST = 0.06;
/** Share of the way from edge to edge that has ink, and that has nothing but the line. */
const [COVERED, BARE] = [0.9, 0.35];
/** A line is thinner than a stroke by this factor, where it touches strokes. */
const THINNER = 0.65;
/** Lines that touch strokes and are as thick as those are lines where there are so many. */
const MANY = 3;
/** Share of the picture that lines of paper for writing on are thick at most. */
const HAIRLINE = 0.025;
/** Runs across a line that are longer than it is thick by this factor are strokes. */
const STROKE = 1.7;

/** Ink without such lines; as it is where there are none, or nothing else would remain than paper for writing on. */
export function withoutLines(ink: Plane): Plane {
  const darkest = ink.values.reduce((most, value) => Math.max(most, value), 0);
  const least = darkest * FAINTEST;
  if (darkest === 0) return ink;
  const open = withoutBoxes(withoutBands(ink, least), least);
  const { left: found, isPaper } = withoutRulings(open, least);
  const left = withoutRemains(found === ink ? ink : withoutDust(found), least, found !== ink);
  if (left.values.some((value) => value >= darkest / 2)) return left;
  return isPaper ? blankOf(ink) : ink;
}

/** What is done to level edges, to upright ones. */
function alongUprights(ink: Plane, change: (flank: Plane) => Plane): Plane {
  const flank = transposed(ink);
  const changed = change(flank);
  return changed === flank ? ink : transposed(changed);
}

/** A run of ink down a column, `to` exclusive. */
interface Run {
  readonly x: number;
  readonly from: number;
  readonly to: number;
}

interface Line {
  /** How much it falls from column to column, and where it is in the middle one. */
  readonly slope: number;
  readonly middle: number;
  readonly thickness: number;
  /** Share of its columns where ink goes further than the line. */
  readonly crossed: number;
}

/** Without lines from edge to edge, and whether those are of paper for writing on: many and thin. */
function withoutRulings(ink: Plane, least: number): { readonly left: Plane; readonly isPaper: boolean } {
  const [level, upright] = rulingsOf(ink, least);
  const thin = [...level.lines, ...upright.lines].filter(({ thickness }) => thickness <= HAIRLINE * Math.max(ink.width, ink.height));
  const left = withoutThese(ink, level, upright, least);
  // What was crossed by lines of the other way is seen to be one where those are gone.
  const again = left === ink ? ink : withoutThese(left, ...rulingsOf(left, least), least);
  return { left: again, isPaper: thin.length >= MANY };
}

const rulingsOf = (ink: Plane, least: number): readonly [Way, Way] =>
  exactly(
    2,
    bothWays(ink, least).map((way) => ({ ...way, lines: way.lines.filter(isRuling(way)) })),
  );

/** Whether lines are that and no strokes, by how thick strokes are. */
function isRuling({ plane, runs, lines }: Way): (line: Line) => boolean {
  if (lines.length === 0) return () => false;
  const stroke = strokeWidth(
    runs.filter((run) => !lines.some((line) => belongs(run, line, plane))),
    plane,
  );
  return (line) => line.crossed === 0 || line.thickness <= THINNER * stroke || lines.length >= MANY;
}

/** All that may be lines along one axis of a plane, which is transposed for upright ones, and the runs of ink across them. */
interface Way {
  readonly plane: Plane;
  readonly runs: readonly Run[];
  readonly lines: readonly Line[];
}

/** Level and upright, `reach` of the way from edge to edge at least. */
const bothWays = (ink: Plane, least: number, reach = 1): readonly [Way, Way] => [
  levelLines(ink, least, reach),
  levelLines(transposed(ink), least, reach),
];

/** Without lines of both ways, and what is left where they cross. */
function withoutThese(ink: Plane, level: Way, upright: Way, least: number): Plane {
  const lines = [...level.lines, ...upright.lines];
  if (lines.length === 0) return ink;
  const cleared = ({ plane, runs, lines: own }: Way) =>
    withoutRuns(
      plane,
      runs.filter((run) => own.some((line) => belongs(run, line, plane))),
      least,
    );
  const [across, down] = [cleared(level), transposed(cleared(upright))];
  const left = { ...ink, values: across.values.map((value, at) => Math.min(value, floatAt(down.values, at))) };
  const crossing = Math.max(...lines.map(({ thickness }) => thickness)) * STROKE + 1;
  return keepSpots(left, spotsOf(left), (spot) => Math.max(widthOf(spot), heightOf(spot)) > crossing);
}

function levelLines(ink: Plane, least: number, reach: number): Way {
  const runs = runsOf(ink, least);
  const thin = runs.filter(({ from, to }) => to - from <= Math.max(2, THICKEST * ink.height));
  return { plane: ink, runs, lines: linesOf(thin, runs, commonSlope(thin, ink), ink, reach) };
}

/** Whether a run across a line is part of it, and not of a stroke that crosses. */
function belongs({ x, from, to }: Run, line: Line, ink: Plane): boolean {
  const place = placeAt(line, x, ink);
  return to - from <= STROKE * line.thickness + 1 && from <= place + line.thickness && to > place - line.thickness;
}

/** A box is so large at least, as a share of the picture; strokes may reach out of it so far that its sides are at `edge` and as long as `reach`; so much is in it. */
const BOX = { least: 0.04, edge: 0.25, reach: 0.75, content: 0.1 };

/** Without the four sides of boxes that have something in them. */
function withoutBoxes(ink: Plane, least: number): Plane {
  let left = ink;
  for (const spot of spotsOf(ink, least).list) {
    if (widthOf(spot) < BOX.least * ink.width || heightOf(spot) < BOX.least * ink.height) continue;
    const opened = openedBox(cut(left, spot), least);
    if (opened) left = pasted(left, opened, spot);
  }
  return left;
}

/** What is in a box without its sides, which fill its width and height; null where it is none. */
function openedBox(box: Plane, least: number): Plane | null {
  const [level, upright] = bothWays(box, least, BOX.reach);
  const hasEnds = ({ lines, plane: { height } }: Way) =>
    lines.some(({ middle }) => middle <= BOX.edge * height) && lines.some(({ middle }) => middle >= (1 - BOX.edge) * height);
  if (!hasEnds(level) || !hasEnds(upright)) return null;
  const open = withoutThese(box, level, upright, least);
  return spotsOf(open, least).list.some((spot) => heightOf(spot) >= BOX.content * box.height) ? open : null;
}

const placeAt = ({ slope, middle }: Pick<Line, 'slope' | 'middle'>, x: number, { width }: Plane) => middle + slope * (x - width / 2);

/** All runs of pixels with at least so much ink, column by column. */
function runsOf({ width, height, values }: Plane, least: number): Run[] {
  const runs: Run[] = [];
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++) {
      if (floatAt(values, y * width + x) < least) continue;
      const from = y;
      while (y < height && floatAt(values, y * width + x) >= least) y += 1;
      runs.push({ x, from, to: y });
    }
  }
  return runs;
}

/** Counts of runs by where they would be in the middle column. */
function countsAt(slope: number, runs: readonly Run[], { width, height }: Plane) {
  const beyond = Math.ceil((TILT * width) / 2) + 2;
  const counts = new Uint32Array(height + 2 * beyond);
  for (const { x, from, to } of runs) {
    const place = Math.round((from + to) / 2 - slope * (x - width / 2)) + beyond;
    counts[place] = integerAt(counts, place) + 1;
  }
  const near = (place: number) => (counts[place - 1] ?? 0) + (counts[place] ?? 0) + (counts[place + 1] ?? 0);
  return { places: counts.length, beyond, near };
}

/** The tilt at which runs come together in lines. */
function commonSlope(runs: readonly Run[], ink: Plane): number {
  let best = { slope: 0, score: 0 };
  const steps = Math.ceil(TILT * ink.width);
  for (let step = -steps; step <= steps; step++) {
    const slope = step / ink.width;
    const { places, near } = countsAt(slope, runs, ink);
    let score = 0;
    for (let place = 0; place < places; place++) score += near(place) ** 2;
    // Of tilts as good the least.
    const isBetter = score > best.score || (score === best.score && Math.abs(slope) < Math.abs(best.slope));
    if (isBetter) best = { slope, score };
  }
  return best.slope;
}

function linesOf(thin: readonly Run[], all: readonly Run[], slope: number, ink: Plane, reach: number): Line[] {
  const { places, beyond, near } = countsAt(slope, thin, ink);
  const lines: Line[] = [];
  const taken = new Set<number>();
  const ranked = Array.from({ length: places }, (_, place) => place)
    .filter((place) => near(place) >= (BARE * reach * ink.width) / 2)
    .sort((a, b) => near(b) - near(a));
  for (const place of ranked) {
    if (taken.has(place)) continue;
    const middle = place - beyond;
    const line = lineAt({ slope, middle }, thin, all, ink, reach);
    if (!line) continue;
    lines.push(line);
    const around = Math.ceil(line.thickness) + 2;
    for (let each = place - around; each <= place + around; each++) taken.add(each);
  }
  return lines;
}

/** The line there, where ink goes along it as far. */
function lineAt(place: Pick<Line, 'slope' | 'middle'>, thin: readonly Run[], all: readonly Run[], ink: Plane, reach: number): Line | null {
  const { width, height } = ink;
  const own = thin.filter((run) => Math.abs((run.from + run.to) / 2 - placeAt(place, run.x, ink)) <= 2);
  if (own.length === 0) return null;
  const lengths = own.map(({ from, to }) => to - from).sort((a, b) => a - b);
  const thickness = elementAt(lengths, Math.floor(lengths.length / 2));
  const bare = new Uint8Array(width);
  for (const { x, from, to } of own) if (to - from <= STROKE * thickness + 1) bare[x] = 1;
  const covered = new Uint8Array(width);
  for (const { x, from, to } of all) {
    const y = placeAt(place, x, ink);
    if (from <= y + 1 + thickness / 2 && to > y - 1 - thickness / 2) covered[x] = 1;
  }
  let [chord, inked, alone] = [0, 0, 0];
  const [first, last] = reach < 1 ? [bare.indexOf(1), bare.lastIndexOf(1)] : [0, width - 1];
  let whole = 0;
  for (let x = 0; x < width; x++) {
    const y = placeAt(place, x, ink);
    if (y < 0 || y >= height) continue;
    whole += 1;
    if (x < first || x > last) continue;
    chord += 1;
    inked += byteAt(covered, x);
    alone += byteAt(bare, x);
  }
  if (whole < width / 2 || chord < reach * whole || inked < COVERED * chord || alone < BARE * chord) return null;
  return { ...place, thickness, crossed: (inked - alone) / chord };
}

/** Mean width of what the runs make up: twice its area by its outline. */
function strokeWidth(runs: readonly Run[], { width, height }: Plane): number {
  const mask = new Uint8Array(width * height);
  let area = 0;
  for (const { x, from, to } of runs) {
    area += to - from;
    for (let y = from; y < to; y++) mask[y * width + x] = 1;
  }
  let outline = 0;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (mask[at] === 0) continue;
      outline += (x > 0 && mask[at - 1] === 1 ? 0 : 1) + (x < width - 1 && mask[at + 1] === 1 ? 0 : 1);
      outline += (mask[at - width] ?? 0) === 1 ? 0 : 1;
      outline += (mask[at + width] ?? 0) === 1 ? 0 : 1;
    }
  }
  return outline === 0 ? 0 : (2 * area) / (outline * (Math.PI / 4));
}

/** Without these runs and their soft edges. */
function withoutRuns(ink: Plane, runs: readonly Run[], least: number): Plane {
  const { width, height } = ink;
  const values = ink.values.slice();
  for (const { x, from, to } of runs) {
    for (let y = Math.max(0, from - 1); y < Math.min(height, to + 1); y++)
      if ((y >= from && y < to) || floatAt(ink.values, y * width + x) < least) values[y * width + x] = 0;
  }
  return { ...ink, values };
}

/** Bands along the edges: nearly all of a side is ink, of much the same depth. */
function withoutBands(ink: Plane, least: number): Plane {
  const upperOrLower = (plane: Plane) => upsideDown(withoutUpperBand(upsideDown(withoutUpperBand(plane, least)), least));
  const level = hasBand(ink, least) ? upperOrLower(ink) : ink;
  return alongUprights(level, (flank) => (hasBand(flank, least) ? upperOrLower(flank) : flank));
}

/** Whether the uppermost or lowermost row is ink nearly from end to end. */
function hasBand({ width, height, values }: Plane, least: number): boolean {
  const inked = (row: number) => values.subarray(row * width, (row + 1) * width).reduce((sum, value) => sum + (value >= least ? 1 : 0), 0);
  return Math.max(inked(0), inked(height - 1)) >= ALONG * width;
}

const upsideDown = ({ width, height, values }: Plane): Plane => ({
  ...{ width, height },
  values: Float32Array.from(values, (_, at) => floatAt(values, (height - 1 - Math.floor(at / width)) * width + (at % width))),
});

/** Share of a side that is ink, where there is a band; share of it that may be deeper than the band. */
const [ALONG, DEEPER] = [0.97, 0.25];
/** A band is no deeper than this share of the picture; in a small one, whose digit may fill it, than so many pixels. */
const [DEEPEST, THIN] = [0.25, 2];

function withoutUpperBand(ink: Plane, least: number): Plane {
  const runs = runsOf(ink, least).filter(({ from }) => from === 0);
  if (runs.length < ALONG * ink.width) return ink;
  const depths = runs.map(({ to }) => to).sort((a, b) => a - b);
  const depth = elementAt(depths, Math.floor(depths.length / 2));
  const isBand = ({ to }: Run) => to <= STROKE * depth + 2;
  // What is deeper from an end on, and goes all the way across somewhere, is the band along the next side.
  const isNext = (end: readonly Run[]) => end.some(({ to }) => to >= ALONG * ink.height);
  const [first, last] = [runs.findIndex(isBand), runs.findLastIndex(isBand)];
  const [from, to] = [isNext(runs.slice(0, first)) ? first : 0, isNext(runs.slice(last + 1)) ? last + 1 : runs.length];
  const deeper = runs.slice(from, to).filter((run) => !isBand(run));
  const deepest = Math.max(ink.width, ink.height) < SMALL ? THIN : DEEPEST * ink.height;
  if (depth > deepest || deeper.length > DEEPER * runs.length) return ink;
  const others = runsOf(ink, least).filter(({ from }) => from > 0);
  // The bar of a 7 that fills the picture is as thick as its other strokes.
  if (deeper.length > 0 && depth > THINNER * strokeWidth([...others, ...deeper], ink)) return ink;
  return withoutRuns(ink, [...runs.filter(isBand), ...deeper.map((run) => ({ ...run, to: depth }))], least);
}

function transposed({ width, height, values }: Plane): Plane {
  const result = new Float32Array(values.length);
  for (let y = 0, at = 0; y < height; y++) for (let x = 0; x < width; x++, at++) result[x * height + y] = floatAt(values, at);
  return { width: height, height: width, values: result };
}

/** Of a spot, its length by its width, where it is a piece of line. */
const STRETCHED = 6;
/** Share of the picture along its edges where pieces of lines and of neighbours lie. */
const MARGIN = 0.04;
/** Of the largest spot's ink, the share that a piece has at most. */
const PIECE = 0.5;

/** Without pieces of lines, which are thin and straight where lines were at all, or lie along an edge. */
function withoutRemains(ink: Plane, least: number, hadLines: boolean): Plane {
  const { width, height } = ink;
  const spots = spotsOf(ink, least);
  const largest = spots.list.reduce<Spot | null>((most, spot) => (most && most.mass >= spot.mass ? most : spot), null);
  if (!largest || Math.max(width, height) < SMALL) return ink;
  const [deep, wide] = [MARGIN * height, MARGIN * width];
  const stroke = strokeWidth(
    runsOf(
      keepSpots(ink, spots, (spot) => spot === largest),
      least,
    ),
    ink,
  );
  const isPiece = ({ left, top, right, bottom, area, mass }: Spot) => {
    const [across, down] = [right - left, bottom - top];
    const [long, short] = [Math.max(across, down), Math.min(across, down)];
    if (hadLines && long >= STRETCHED * short && area / long <= THINNER * stroke) return true;
    const isAtEdge = left === 0 || top === 0 || right === width || bottom === height;
    return isAtEdge && mass <= PIECE * largest.mass && (bottom <= deep || top >= height - deep || right <= wide || left >= width - wide);
  };
  return keepSpots(ink, spots, (spot) => spot === largest || !isPiece(spot));
}

/** In pictures no larger than this every pixel counts. */
const SMALL = 40;
