/** From the offsets of kernels.ts to addresses. */

/**
 * Values are laid out from this address on; kept in step with ../../memory.ts. Below it nobody writes: there stand zeros, and
 * from 512 on (scripts/kernels.mjs) the numbers that kernels compute with.
 */
export const BASE: usize = 1024;

/** 512 bytes of zeros, for sums to start from. */
export const ZEROS: usize = 0;

let bytesBase: usize = 0;

/** Tells where `bytes` begins; to be called once, before any kernel. */
export function setBytesBase(address: usize): void {
  bytesBase = address;
}

// @ts-ignore: decorator
@inline
export function at(offset: i32): usize {
  return BASE + (<usize>offset << 2);
}

// @ts-ignore: decorator
@inline
export function atByte(offset: i32): usize {
  return bytesBase + <usize>offset;
}

/** Elements to bytes. */
// @ts-ignore: decorator
@inline
export function bytesOf(elements: i32): usize {
  return <usize>elements << 2;
}
