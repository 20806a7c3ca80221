/** How bright the paper of a photographed picture is at each place, where it may be in the shade. */
import { floatAt, numberAt } from '../../at';
import { largestWithin, smallestWithin } from './extremes';
import type { Plane } from './ink';

export type Paper = (x: number, y: number) => number;

/** Blocks to the shorter side of the picture within which paper is taken for even. */
const BLOCKS = 12;
/** Brightness percentile of a block that is taken as the paper's: most of its pixels are paper. */
const PAPER_RANK = 0.8;
/** A stroke may fill a block; paper is the brightest of the blocks this far around. */
const NEIGHBOURS = 2;

/** How bright the paper is around a pixel: between the middles of blocks in proportion. */
export function paperAround({ width, height, values }: Plane): Paper {
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

/**
 * The same where shadows have edges of their own: the brightest within `radius` pixels, then the darkest of those, a grey-scale
 * closing (J. Serra 1982), which nothing that is wider than twice the radius is seen against.
 */
export function paperCloseTo(brightness: Plane, radius: number): Paper {
  const { width, values } = smallestWithin(largestWithin(brightness, radius), radius);
  return (x, y) => floatAt(values, y * width + x);
}
