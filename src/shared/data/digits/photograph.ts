/** Ink on paper as a camera or scanner sees it: paper has shade and grain, ink is never black, dust lies about. */
import { floatAt, numberAt } from '../../at';
import { areaTable, sumWithin } from './area';
import type { Plane } from './ink';
import { blankOf } from './region';
import { withoutDust } from './spots';

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

/** Of a picture whose ink is dark. */
export function photographedInk(picture: Plane): Plane {
  const { width, height } = picture;
  const brightness = withoutGrain(picture);
  const paper = paperOf(brightness);
  const contrast = brightness.values.map((value, at) => {
    const around = paper(at % width, Math.floor(at / width));
    return (around - value) / Math.max(around, DARKEST_PAPER);
  });
  const found = inkLevels(contrast);
  if (!found) return blankOf(picture);
  const [from, to] = [found.low + FAINTEST * (found.high - found.low), found.low + FULLEST * (found.high - found.low)];
  const ink = contrast.map((value) => Math.min(1, Math.max(0, (value - from) / (to - from))));
  return withoutDust({ width, height, values: ink });
}

/** Grain of less than this is left as it is; of more, means are taken over squares of 2·radius + 1 pixels, twice. */
const FINE_GRAIN = 0.008;
/** Sides of a picture to a radius of one. */
const SIDES_TO_RADIUS = 350;

function withoutGrain(picture: Plane): Plane {
  const radius = Math.round(Math.max(picture.width, picture.height) / SIDES_TO_RADIUS);
  return radius === 0 || grainOf(picture) < FINE_GRAIN ? picture : blurred(blurred(picture, radius), radius);
}

/** Standard deviation of a pixel, by the median difference of neighbours, which edges hardly change. */
function grainOf({ width, values }: Plane): number {
  const differences = values.map((value, at) => (at % width === 0 ? 0 : Math.abs(value - floatAt(values, at - 1)))).sort();
  return (floatAt(differences, Math.floor(differences.length / 2)) * NORMAL_MEDIAN) / Math.SQRT2;
}

/** Of a normal distribution, its standard deviation by its median distance from the middle. */
const NORMAL_MEDIAN = 1.4826;

function blurred(plane: Plane, radius: number): Plane {
  const { width, height } = plane;
  const table = areaTable(plane);
  const values = new Float32Array(width * height);
  for (let y = 0, at = 0; y < height; y++) {
    const [top, bottom] = [Math.max(0, y - radius), Math.min(height, y + radius + 1)];
    for (let x = 0; x < width; x++, at++) {
      const [left, right] = [Math.max(0, x - radius), Math.min(width, x + radius + 1)];
      values[at] = sumWithin(table, { left, top, right, bottom }) / ((right - left) * (bottom - top));
    }
  }
  return { width, height, values };
}

/** Ink stands out from the grain of paper by so many of its standard deviations. */
const OUTSTANDING = 5;
/** Share of the picture that ink takes at least, and its least contrast where it is so little that it makes no class of its own. */
const [LEAST_SHARE, FAINTEST_INK] = [0.0004, 0.06];

/** How much paper and ink differ from the paper around; null where there is no ink. */
function inkLevels(contrast: Float32Array): { readonly low: number; readonly high: number } | null {
  const sorted = contrast.slice().sort();
  const low = floatAt(sorted, Math.floor(sorted.length / 2));
  const grain = NORMAL_MEDIAN * floatAt(sorted.map((value) => Math.abs(value - low)).sort(), Math.floor(sorted.length / 2));
  const split = classes(contrast);
  if (split.high - split.low >= LEAST_CONTRAST && split.high - split.low >= OUTSTANDING * grain) return split;
  const from = low + OUTSTANDING * grain;
  const outstanding = sorted.subarray(sorted.findIndex((value) => value > from));
  if (from >= floatAt(sorted, sorted.length - 1) || outstanding.length < LEAST_SHARE * sorted.length) return null;
  const high = floatAt(outstanding, Math.floor(outstanding.length * 0.7));
  return high - low >= FAINTEST_INK ? { low, high } : null;
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
    const bin = Math.min(BINS - 1, Math.max(0, Math.floor(value * BINS)));
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
