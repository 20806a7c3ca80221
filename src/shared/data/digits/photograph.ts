/** Ink on paper as a camera or scanner sees it: paper has shade and grain, ink is never black, dust lies about. */
import { floatAt, integerAt, numberAt } from '../../at';
import type { Plane } from './ink';

/** Blocks to the shorter side of the picture within which paper is taken for even. */
const BLOCKS = 12;
/** Brightness percentile of a block that is taken as the paper's: most of its pixels are paper. */
const PAPER_RANK = 0.8;
/** A stroke may fill a block; paper is the brightest of the blocks this far around. */
const NEIGHBOURS = 2;
const BINS = 256;
/** Ink and paper that are no further apart than this are a blank sheet. */
const LEAST_CONTRAST = 0.15;
/** Darker paper than this would show its grain as ink. */
const DARKEST_PAPER = 0.25;
/** From where between paper and ink a pixel begins to count, and where it counts in full. */
const [FAINTEST, FULLEST] = [0.35, 0.75];
/** A spot smaller than this share of the largest is dust. */
const DUST = 0.03;

export function photographedInk(picture: Plane): Plane {
  const { width, height } = picture;
  const brightness = inkIsDark(picture) ? picture : { ...picture, values: picture.values.map((value) => 1 - value) };
  const paper = paperOf(brightness);
  const contrast = brightness.values.map((value, at) => {
    const around = paper(at % width, Math.floor(at / width));
    return Math.max(0, (around - value) / Math.max(around, DARKEST_PAPER));
  });
  const { low, high } = classes(contrast);
  if (high - low < LEAST_CONTRAST) return { width, height, values: new Float32Array(width * height) };
  const [from, to] = [low + FAINTEST * (high - low), low + FULLEST * (high - low)];
  const ink = contrast.map((value) => Math.min(1, Math.max(0, (value - from) / (to - from))));
  return { width, height, values: withoutDust(ink, width) };
}

/** Ink is the few: what lies far from a plane through all brightness lies on its side. */
function inkIsDark({ width, height, values }: Plane): boolean {
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];
  const sum = (term: (value: number, x: number, y: number) => number) =>
    values.reduce((total, value, at) => total + term(value, (at % width) - middleX, Math.floor(at / width) - middleY), 0);
  const mean = sum((value) => value) / values.length;
  const slope = (along: (x: number, y: number) => number) =>
    sum((value, x, y) => value * along(x, y)) /
    Math.max(
      sum((_value, x, y) => along(x, y) ** 2),
      1,
    );
  const [across, down] = [slope((x) => x), slope((_x, y) => y)];
  return sum((value, x, y) => (value - mean - across * x - down * y) ** 3) < 0;
}

/** How bright the paper is around a pixel: between the middles of blocks in proportion. */
function paperOf({ width, height, values }: Plane): (x: number, y: number) => number {
  const side = Math.max(1, Math.ceil(Math.min(width, height) / BLOCKS));
  const [across, down] = [Math.ceil(width / side), Math.ceil(height / side)];
  const grid = (measure: (column: number, row: number) => number) =>
    Array.from({ length: across * down }, (_, block) => measure(block % across, Math.floor(block / across)));
  const ranked = grid((column, row) => {
    const inside: number[] = [];
    for (let y = row * side; y < Math.min((row + 1) * side, height); y++)
      for (let x = column * side; x < Math.min((column + 1) * side, width); x++) inside.push(floatAt(values, y * width + x));
    inside.sort((a, b) => a - b);
    return inside[Math.floor(inside.length * PAPER_RANK)] ?? 1;
  });
  const around = (from: readonly number[], join: (found: number[]) => number) =>
    grid((column, row) => {
      const found: number[] = [];
      // As far to one side as to the other, or light that falls off would count for more on one.
      const [high, wide] = [Math.min(NEIGHBOURS, row, down - 1 - row), Math.min(NEIGHBOURS, column, across - 1 - column)];
      for (let y = row - high; y <= row + high; y++)
        for (let x = column - wide; x <= column + wide; x++) found.push(numberAt(from, y * across + x));
      return join(found);
    });
  const brightest = around(ranked, (found) => Math.max(...found));
  // Where light falls off evenly the brightest around is too bright; the darkest of those is not.
  const closed = around(brightest, (found) => Math.min(...found));
  const smooth = around(closed, (found) => found.reduce((sum, value) => sum + value, 0) / found.length);
  const between = (place: number, count: number) => {
    const at = Math.min(Math.max(place / side - 0.5, 0), count - 1);
    const first = Math.min(Math.floor(at), Math.max(count - 2, 0));
    return { first, second: Math.min(first + 1, count - 1), part: at - first };
  };
  return (x, y) => {
    const [column, row] = [between(x + 0.5, across), between(y + 0.5, down)];
    const along = (line: number) =>
      numberAt(smooth, line * across + column.first) * (1 - column.part) + numberAt(smooth, line * across + column.second) * column.part;
    return along(row.first) * (1 - row.part) + along(row.second) * row.part;
  };
}

/** The mean contrast of paper and of ink, told apart so that both vary least within (N. Otsu, IEEE SMC 9, 1979). */
function classes(contrast: Float32Array): { readonly low: number; readonly high: number } {
  const counts = new Float64Array(BINS);
  for (const value of contrast) {
    const bin = Math.min(BINS - 1, Math.floor(value * BINS));
    counts[bin] = floatAt(counts, bin) + 1;
  }
  const middle = (bin: number) => (bin + 0.5) / BINS;
  const total = counts.reduce((sum, count, bin) => sum + count * middle(bin), 0);
  let [below, sumBelow] = [0, 0];
  let best = { spread: -1, low: 0, high: 0 };
  counts.forEach((count, bin) => {
    below += count;
    sumBelow += count * middle(bin);
    const above = contrast.length - below;
    if (below === 0 || above === 0) return;
    const [low, high] = [sumBelow / below, (total - sumBelow) / above];
    const spread = below * above * (high - low) ** 2;
    if (spread > best.spread) best = { spread, low, high };
  });
  return best;
}

/** Spots of ink that hang together, the small ones left out. */
function withoutDust(ink: Float32Array, width: number): Float32Array {
  const spot = new Int32Array(ink.length).fill(-1);
  const sizes: number[] = [];
  const waiting: number[] = [];
  for (let start = 0; start < ink.length; start++) {
    if (spot[start] !== -1 || ink[start] === 0) continue;
    const number = sizes.length;
    let size = 0;
    spot[start] = number;
    waiting.push(start);
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      size += floatAt(ink, at);
      const x = at % width;
      for (const next of [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width]) {
        if (next < 0 || next >= ink.length || spot[next] !== -1 || ink[next] === 0) continue;
        spot[next] = number;
        waiting.push(next);
      }
    }
    sizes.push(size);
  }
  const least = DUST * sizes.reduce((most, size) => Math.max(most, size), 0);
  return ink.map((value, at) => (value > 0 && numberAt(sizes, integerAt(spot, at)) >= least ? value : 0));
}
