/** The SIMD kernels against the reference kernels, over sizes that fit the vectors and sizes that do not. */
import type { Kernels, MemorySize } from '@shared/kernels/kernels';
import { createReferenceKernels } from '@shared/kernels/reference';
import { createSimdKernels } from '@shared/kernels/simd/simd';
import { inverseNormal } from '@shared/random/normal';
import { createRandom } from '@shared/random/threefry';
import { describe, expect, it } from 'vitest';

const size: MemorySize = { values: 40_000, bytes: 4096 };
const COUNTS = [1, 3, 4, 7, 8, 13, 100];

/** The same noise in both memories, then the same work; gives both results. */
function both(work: (kernels: Kernels) => void): readonly [simd: Float32Array, reference: Float32Array] {
  const random = createRandom(7, 'initialization');
  const [simd, reference] = [createSimdKernels, createReferenceKernels].map((create) => {
    const kernels = create(size);
    for (let i = 0; i < size.values; i++) kernels.memory.values[i] = 2 * inverseNormal(random.uniform(0, i));
    for (let i = 0; i < size.bytes; i++) kernels.memory.bytes[i] = random.below(256, 1, i);
    work(kernels);
    return new Float32Array(kernels.memory.values);
  });
  if (!simd || !reference) throw new Error('two kernels were made');
  return [simd, reference];
}

/** Every value of memory, touched or not: a kernel that writes outside its place is caught too. */
function expectAgreement(work: (kernels: Kernels) => void, tolerance = 2e-6) {
  const [simd, reference] = both(work);
  let worst = 0;
  for (let i = 0; i < simd.length; i++) {
    const expected = reference[i] ?? Number.NaN;
    worst = Math.max(worst, Math.abs((simd[i] ?? Number.NaN) - expected) / Math.max(1, Math.abs(expected)));
  }
  expect(worst).toBeLessThan(tolerance);
}

describe('SIMD kernels agree with the reference', () => {
  it.each(COUNTS)('on %i values', (count) => {
    expectAgreement((kernels) => kernels.bytesToValues(5, 100, count, 1 / 255, -0.25));
    expectAgreement((kernels) => kernels.relu(1000, 2000, count));
    expectAgreement((kernels) => kernels.reluGradient(1000, 2000, 3000, count));
    expectAgreement((kernels) => kernels.sigmoid(1000, 2000, count));
    expectAgreement((kernels) => kernels.sigmoidGradient(1000, 2000, 3000, count));
    expectAgreement((kernels) => kernels.sgd(1000, 2000, count, 0.3));
  });

  const products = [1, 3, 4, 7, 13].flatMap((rows) =>
    [1, 2, 7, 28].flatMap((inner) => [1, 3].map((panels) => [rows, inner, panels] as const)),
  );
  it.each(products)('multiplying %i rows, %i terms, %i panels', (rows, inner, panels) => {
    // Rows of A 40 apart, B packed, C row-major with rows 8·panels apart.
    const a = { offset: 16, rowStride: 40, innerStride: 1 };
    const b = { offset: 4000, panelStride: inner * 8, innerStride: 8 };
    const c = { offset: 8000, panelStride: 8, rowStride: panels * 8 };
    expectAgreement((kernels) => kernels.multiply(a, b, c, { rows, inner, panels }, -1), 1e-5);
    expectAgreement((kernels) => kernels.multiply(a, b, c, { rows, inner, panels }, 12_000), 1e-5);
    // A read by columns, B row-major, C in panels: the product of a weight gradient.
    const left = { offset: 16, rowStride: 1, innerStride: 40 };
    const right = { offset: 4000, panelStride: 8, innerStride: panels * 8 };
    const tile = { offset: 8000, panelStride: rows * 8, rowStride: 8 };
    expectAgreement((kernels) => kernels.multiply(left, right, tile, { rows, inner, panels }, -1), 1e-5);
  });

  it.each([
    [1, 1],
    [7, 3],
    [8, 8],
    [13, 10],
    [16, 17],
  ])('transposing panels of %i × %i', (rows, columns) => {
    expectAgreement((kernels) => {
      for (let panel = 0; panel * 8 < columns; panel++) kernels.transposePanel(100, rows, panel, 0, rows, 5000, columns);
    });
  });

  it.each([1, 7, 100])('adding up %i rows', (rows) => {
    expectAgreement((kernels) => kernels.sumRows(0, 24, rows, 20, 9000), 1e-5);
  });

  it.each([
    [1, 10],
    [7, 10],
    [13, 3],
    [4, 16],
  ])('softmax of %i rows of %i classes', (rows, classes) => {
    const operands = {
      logits: 0,
      rowStride: 16,
      classes,
      labels: 0,
      probabilities: 2000,
      gradient: 4000,
      losses: 6000,
      predictions: 7000,
    };
    const touched = (kernels: Kernels) => {
      for (let row = 0; row < rows; row++) kernels.memory.bytes[row] = row % classes;
      kernels.softmaxCrossEntropy(operands, 0, rows, 0.5);
      // Lanes past the last class are scratch in the probabilities and unused everywhere else.
      for (let row = 0; row < rows; row++) kernels.memory.values.fill(0, 2000 + row * 16 + classes, 2000 + (row + 1) * 16);
    };
    expectAgreement(touched);
  });

  it('keeps sigmoid and softmax finite at the ends of the scale', () => {
    const kernels = createSimdKernels({ values: 64, bytes: 16 });
    kernels.memory.values.set([-1e30, -100, 100, 1e30]);
    kernels.sigmoid(0, 16, 4);
    const [lowest = 1, low = 1, high = 0, highest = 0] = kernels.memory.values.subarray(16, 20);
    expect([lowest, low, high, highest].every(Number.isFinite)).toBe(true);
    expect(Math.max(lowest, low)).toBeLessThan(1e-30);
    expect(Math.min(high, highest)).toBe(1);
  });
});

describe('kernels by arithmetic done by hand', () => {
  it.each([
    ['SIMD', createSimdKernels],
    ['reference', createReferenceKernels],
  ] as const)('%s: a product, a softmax and a step', (_name, create) => {
    const kernels = create({ values: 200, bytes: 16 });
    const { values, bytes } = kernels.memory;
    values.set([1, 2, 3, 4], 0); // A = [1 2; 3 4]
    values.set([5, 6], 16); // B = [5 6; 7 8], a panel of 8 columns
    values.set([7, 8], 24);
    values.set([100, 200], 32); // bias
    const a = { offset: 0, rowStride: 2, innerStride: 1 };
    const b = { offset: 16, panelStride: 16, innerStride: 8 };
    kernels.multiply(a, b, { offset: 48, panelStride: 8, rowStride: 8 }, { rows: 2, inner: 2, panels: 1 }, 32);
    expect([values[48], values[49], values[56], values[57]]).toEqual([119, 222, 143, 250]); // 1·5+2·7+100 = 119

    values.set([0, Math.log(3)], 80); // softmax of (0, ln 3) = (1/4, 3/4); the loss of class 0 is ln 4
    bytes[0] = 0;
    const operands = { logits: 80, rowStride: 8, classes: 2, labels: 0, probabilities: 96, gradient: 112, losses: 128, predictions: 144 };
    kernels.softmaxCrossEntropy(operands, 0, 1, 1);
    expect(values[96]).toBeCloseTo(0.25, 6);
    expect(values[112]).toBeCloseTo(-0.75, 6);
    expect(values[128]).toBeCloseTo(Math.log(4), 6);
    expect(values[144]).toBe(1);

    values.set([1], 160);
    values.set([4], 176);
    kernels.sgd(160, 176, 1, 0.25);
    expect(values[160]).toBe(0); // 1 − 0.25·4
  });
});
