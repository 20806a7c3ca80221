/**
 * Where things stand in a network's memory. Everything is reserved once, while the network is built; the sizes then
 * make one memory that never grows (kernels.ts).
 */
import type { MemorySize } from '../kernels/kernels';
import { PANEL_COLUMNS } from '../kernels/operands';

/** 64 bytes, a cache line. */
const ALIGNED_VALUES = 16;
const ALIGNED_BYTES = 64;

const aligned = (count: number, unit: number) => Math.ceil(count / unit) * unit;

export const padded = (columns: number) => aligned(columns, PANEL_COLUMNS);

export class Layout {
  private values = 0;
  private scratch = 0;
  private bytes = 0;

  /** Reserves `count` elements of `values`; gives their offset. */
  reserveValues(count: number): number {
    const offset = this.values;
    this.values = offset + aligned(count, ALIGNED_VALUES);
    return offset;
  }

  /** Sees to it that every thread has at least `count` elements of scratch: what only one call of one operator needs. */
  reserveScratch(count: number): void {
    this.scratch = Math.max(this.scratch, aligned(count, ALIGNED_VALUES));
  }

  /** Reserves `count` bytes; gives their offset in `bytes`. */
  reserveBytes(count: number): number {
    const offset = this.bytes;
    this.bytes = offset + aligned(count, ALIGNED_BYTES);
    return offset;
  }

  size(): MemorySize {
    return { values: this.values, scratch: this.scratch, bytes: this.bytes };
  }
}

/** Activations or gradients of a batch: `rows` samples, each `rowStride` elements after the one before; what pads them counts for nothing. */
export interface Activations {
  readonly offset: number;
  readonly features: number;
  readonly rowStride: number;
  /** Whether most of them are 0, as in an image of a digit, so that a product may well skip them. */
  readonly mostlyZero?: boolean;
}

export function reserveActivations(layout: Layout, rows: number, features: number): Activations {
  const rowStride = padded(features);
  return { offset: layout.reserveValues(rows * rowStride), features, rowStride };
}

/** Where a sample's numbers begin. */
export const rowOffset = (activations: Activations, row: number) => activations.offset + row * activations.rowStride;
