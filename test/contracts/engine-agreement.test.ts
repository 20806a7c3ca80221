/** The check by which an engine is let in finds what is wrong with one: every sum and product of the wide one, made another. */
import { disagreements } from '@shared/kernels/engines/agreement';
import { simdEngine } from '@shared/kernels/engines/engine';
import { narrow } from '@shared/kernels/engines/narrow';
import { productSpeeds } from '@shared/kernels/engines/speed';
import { wide } from '@shared/kernels/engines/wide';
import { expect, it } from 'vitest';
import { byLength } from '../support/length';

/** As WebAssembly writes them: what stands for f32x4.add, sub and mul, behind the prefix of vector instructions. */
const PREFIX = 0xfd;
const [ADD, SUBTRACT, MULTIPLY] = [0xe4, 0xe5, 0xe6] as const;
const instead: Readonly<Record<number, number>> = { [ADD]: SUBTRACT, [SUBTRACT]: ADD, [MULTIPLY]: ADD };

const places = [...wide.bytes.keys()].filter(
  (at) => wide.bytes[at - 1] === PREFIX && instead[wide.bytes[at] ?? 0] !== undefined && wide.bytes[at + 1] === 1,
);
const TRIED = byLength(40, places.length);
const tried = Array.from({ length: TRIED }, (_, index) => places[Math.floor((index * places.length) / TRIED)] ?? 0);

it.runIf(process.env.KASANE_EXPECT_WIDE)('is tried here with wide vectors really made', () => {
  // Both are packed here; where nothing is, the wide tiles do not fit the registers and are slower by a sixth and more.
  const speeds = productSpeeds({ narrow, wide }, 400);
  expect(speeds.wide).toBeGreaterThan(speeds.narrow);
});

it('agrees', () => {
  expect(disagreements(wide, narrow)).toEqual([]);
});

it(`finds each of ${TRIED} wrong instructions`, () => {
  expect(places.length).toBeGreaterThan(500);
  const unnoticed = tried.filter((at) => disagreements(simdEngine('wrong', wrongAt(at)), narrow).length === 0);
  expect(unnoticed).toEqual([]);
});

function wrongAt(at: number) {
  const bytes = wide.bytes.slice();
  bytes[at] = instead[bytes[at] ?? 0] ?? 0;
  return bytes;
}
