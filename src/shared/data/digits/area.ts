/** Means of an image's ink over any rectangles, by a table of sums: F. C. Crow, "Summed-area tables", SIGGRAPH 1984. */
import { floatAt, integerAt } from '../../at';
import type { Plane } from './ink';
import type { Region } from './region';

/** A square in the pixels of an image, which may reach beyond its edges, where there is paper. */
export interface Square {
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

export interface AreaTable {
  readonly width: number;
  readonly height: number;
  /** (height + 1) × (width + 1): the sum of all ink above and left of an edge crossing. */
  readonly sums: Float64Array;
}

export function areaTable({ width, height, values }: Plane): AreaTable {
  const stride = width + 1;
  const sums = new Float64Array(stride * (height + 1));
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      row += floatAt(values, y * width + x);
      sums[(y + 1) * stride + x + 1] = floatAt(sums, y * stride + x + 1) + row;
    }
  }
  return { width, height, sums };
}

/** The sum within whole pixels, right and bottom exclusive. */
export function sumWithin({ width, sums }: AreaTable, { left, top, right, bottom }: Region): number {
  const stride = width + 1;
  const corner = (x: number, y: number) => floatAt(sums, y * stride + x);
  return corner(right, bottom) - corner(left, bottom) - corner(right, top) + corner(left, top);
}

/** The mean ink under each of count × count equal cells of a square, row by row; cells need not meet pixel edges. */
export function cellMeans({ width, height, sums }: AreaTable, { left, top, side }: Square, count: number): Float64Array {
  const cell = side / count;
  const stride = width + 1;
  const across = crossings(left, cell, count, width);
  const down = crossings(top, cell, count, height);
  // The table read between crossings of pixel edges: exact, for ink is constant within a pixel.
  const corners = new Float64Array((count + 1) ** 2);
  for (let y = 0; y <= count; y++) {
    const upper = integerAt(down.floor, y) * stride;
    const lower = upper + stride;
    const partY = floatAt(down.part, y);
    for (let x = 0; x <= count; x++) {
      const at = integerAt(across.floor, x);
      const partX = floatAt(across.part, x);
      const above = floatAt(sums, upper + at) * (1 - partX) + floatAt(sums, upper + at + 1) * partX;
      const below = floatAt(sums, lower + at) * (1 - partX) + floatAt(sums, lower + at + 1) * partX;
      corners[y * (count + 1) + x] = above * (1 - partY) + below * partY;
    }
  }
  const means = new Float64Array(count ** 2);
  const corner = (y: number, x: number) => floatAt(corners, y * (count + 1) + x);
  for (let y = 0; y < count; y++) {
    for (let x = 0; x < count; x++)
      means[y * count + x] = (corner(y + 1, x + 1) - corner(y, x + 1) - corner(y + 1, x) + corner(y, x)) / cell ** 2;
  }
  return means;
}

/** Where the edges of cells cross an axis: the pixel edge before, and how far beyond it. */
function crossings(start: number, cell: number, count: number, limit: number) {
  const floor = new Int32Array(count + 1);
  const part = new Float64Array(count + 1);
  for (let edge = 0; edge <= count; edge++) {
    const place = Math.min(Math.max(start + edge * cell, 0), limit);
    floor[edge] = Math.min(Math.floor(place), limit - 1);
    part[edge] = place - integerAt(floor, edge);
  }
  return { floor, part };
}
