/**
 * Where things stand in a network's memory. Everything is reserved once, while the network is built; the sizes then
 * make one memory that never grows (kernels.ts).
 */
import type { MemorySize } from '../kernels/kernels';
import { PANEL_COLUMNS } from '../kernels/kernels';

/** 64 bytes, a cache line, in float32 elements. */
const ALIGNMENT = 16;

export const padded = (columns: number) => Math.ceil(columns / PANEL_COLUMNS) * PANEL_COLUMNS;

export class Layout {
  private values = 0;
  private bytes = 0;

  /** Reserves `count` elements of `values`, aligned to a cache line; gives their offset. */
  reserveValues(count: number): number {
    const offset = this.values;
    this.values = Math.ceil((offset + count) / ALIGNMENT) * ALIGNMENT;
    return offset;
  }

  /** Reserves `count` bytes; gives their offset in `bytes`. */
  reserveBytes(count: number): number {
    const offset = this.bytes;
    this.bytes = offset + Math.ceil(count / 16) * 16;
    return offset;
  }

  size(): MemorySize {
    return { values: this.values, bytes: this.bytes };
  }
}

/** Activations or gradients of a batch: `rows` samples, each `rowStride` elements after the one before; what pads them counts for nothing. */
export interface Activations {
  readonly offset: number;
  readonly features: number;
  readonly rowStride: number;
}

export function reserveActivations(layout: Layout, rows: number, features: number): Activations {
  const rowStride = padded(features);
  return { offset: layout.reserveValues(rows * rowStride), features, rowStride };
}
