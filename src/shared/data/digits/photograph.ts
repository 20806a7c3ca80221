/** Ink on paper as a camera or scanner sees it: paper has shade and grain, ink is never black, dust lies about. */
import { floatAt } from '../../at';
import { areaTable, sumWithin } from './area';
import type { Plane } from './ink';
import { withoutLines } from './lines';
import { type Paper, paperAround, paperCloseTo } from './paper';
import { blankOf } from './region';
import { crispEdges, widthOfStrokes, withoutShadows } from './shadows';
import { withoutDust } from './spots';

const BINS = 256;
/** Ink and paper that are no further apart than this are a blank sheet. */
const LEAST_CONTRAST = 0.15;
/** Darker paper than this would show its grain as ink. */
const DARKEST_PAPER = 0.25;
/** Beside shadows grain is as strong as the faintest ink elsewhere. */
const FAINTEST_BY_SHADOWS = 0.18;
/** From where between paper and ink a pixel begins to count, and where it counts in full. */
const [FAINTEST, FULLEST] = [0.35, 0.75];

/** Of a picture whose ink is dark; lines that are no digit are left out, and shadows. */
export function photographedInk(picture: Plane): Plane {
  const brightness = withoutGrain(picture);
  const found = inkOn(paperAround(brightness), brightness);
  const open = withoutLines(found.ink);
  const lit = withoutShadows(open, found.crisp);
  if (lit === open) return lit;
  // Where shadows lie about, paper is looked for no farther from each place than strokes are wide.
  const stroke = widthOfStrokes(found.ink, found.crisp);
  if (stroke === null) return blankOf(picture);
  const { ink, crisp } = inkOn(paperCloseTo(brightness, stroke + 1), brightness, FAINTEST_BY_SHADOWS);
  return withoutDust(withoutShadows(withoutLines(ink), crisp));
}

/** What is darker than the paper, and where brightness changes as fast as from paper to ink. */
function inkOn(paper: Paper, brightness: Plane, least = 0): { readonly ink: Plane; readonly crisp: Uint8Array } {
  const { width, height } = brightness;
  const papers = brightness.values.map((_, at) => paper(at % width, Math.floor(at / width)));
  const contrast = brightness.values.map((value, at) => (floatAt(papers, at) - value) / Math.max(floatAt(papers, at), DARKEST_PAPER));
  const found = inkLevels(contrast);
  if (!found || found.high - found.low < least) return { ink: blankOf(brightness), crisp: new Uint8Array(width * height) };
  const apart = found.high - found.low;
  const [from, to] = [found.low + FAINTEST * apart, found.low + FULLEST * apart];
  const values = contrast.map((value) => Math.min(1, Math.max(0, (value - from) / (to - from))));
  const crisp = crispEdges(brightness, grainOf(brightness), (at) => apart * Math.max(floatAt(papers, at), DARKEST_PAPER));
  return { ink: withoutDust({ width, height, values }), crisp };
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
