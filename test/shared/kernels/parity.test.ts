/** The SIMD kernels against the reference kernels, over sizes that fit the vectors and sizes that do not. */
import type { Activation, ActivationGradient, ActivationKernels, Kernels, Pooling, PoolingGradient } from '@shared/kernels/kernels';
import { createReferenceKernels } from '@shared/kernels/reference';
import { createSimdKernels } from '@shared/kernels/simd/simd';
import { describe, expect, it } from 'vitest';
import { expectAgreement, size } from '../../support/kernels';

const COUNTS = [4, 8, 12, 100];

describe('products', () => {
  const products = [1, 3, 4, 7, 13].flatMap((rows) =>
    [1, 2, 7, 28].flatMap((inner) => [1, 3, 5].map((panels) => [rows, inner, panels] as const)),
  );
  it.each(products)('of %i rows, %i terms, %i panels', (rows, inner, panels) => {
    const multiply = (bias: number, accumulate: number) => {
      // Rows of A 40 apart, B packed, C row-major with rows 8·panels apart.
      expectAgreement(
        (kernels) => kernels.multiply(16, 40, 1, 4000, inner * 8, 8, 8000, 8, panels * 8, rows, inner, panels, bias, accumulate),
        1e-5,
      );
      // A read by columns, B row-major, C in panels: the product of a weight gradient.
      expectAgreement(
        (kernels) => kernels.multiply(16, 1, 40, 4000, 8, panels * 8, 8000, rows * 8, 8, rows, inner, panels, bias, accumulate),
        1e-5,
      );
    };
    multiply(-1, 0);
    multiply(12_000, 0);
    multiply(-1, 1);
  });

  // Of noise in which every number is 0 that is below 1: 5 of 6. Rows of A 160 apart, at most 32 of them.
  it.each(products.concat([[32, 130, 4]]))('skipping zeros, of %i rows, %i terms, %i panels', (rows, inner, panels) => {
    const [lists, listStride, masks] = [0, 2 * (inner + 1), 9000];
    const find = (kernels: Kernels) => {
      const { values } = kernels.memory;
      for (let i = 0; i < 11_000; i++) if ((values[i] ?? 0) < 1) values[i] = 0;
      kernels.findNonZeros(16, 160, rows, inner, lists, listStride, masks);
    };
    for (const bias of [-1, 12_000]) {
      expectAgreement((kernels) => {
        find(kernels);
        kernels.multiplyListed(16, 160, 1, 20_000, inner * 8, 8, 30_000, 8, panels * 8, rows, inner, panels, bias, lists, listStride);
      }, 1e-5);
    }
    // A by columns, its places in one part and in two.
    expectAgreement((kernels) => {
      find(kernels);
      kernels.multiplyMasked(16, 1, 160, 20_000, 8, panels * 8, 30_000, inner * 8, 8, inner, panels, masks, 0, 1, rows);
    }, 1e-5);
    expectAgreement((kernels) => {
      find(kernels);
      kernels.findNonZeros(16 + 160 * rows, 160, rows, inner, lists, listStride, masks + 600);
      kernels.multiplyMasked(16, 1, 160, 20_000, 8, panels * 8, 30_000, inner * 8, 8, inner, panels, masks, 600, 2, rows);
    }, 1e-5);
  });

  it.each([
    [1, 1],
    [7, 3],
    [8, 8],
    [13, 10],
    [16, 17],
  ])('with panels of %i × %i transposed', (rows, columns) => {
    expectAgreement((kernels) => {
      for (let panel = 0; panel * 8 < columns; panel++) kernels.transposePanel(100, rows, panel, 0, rows, 5000, columns);
    });
  });
});

describe('moving and adding', () => {
  it.each([1, 3, 4, 7, 8, 13, 100])('%i numbers', (count) => {
    expectAgreement((kernels) => kernels.bytesToValues(5, 100, count, 1 / 255, -0.25));
    expectAgreement((kernels) => kernels.copyRows(1000, 150, 9000, 120, 5, count));
    expectAgreement((kernels) => kernels.fill(1001, count, 0.5));
  });
  it.each([1, 7, 100])('%i rows', (rows) => {
    for (const columns of [1, 20, 23, 50]) {
      expectAgreement((kernels) => kernels.sumRows(0, 52, rows, columns, 9000, 0), 1e-5);
      expectAgreement((kernels) => kernels.sumRows(0, 52, rows, columns, 9000, 1), 1e-5);
    }
  });
  it.each(COUNTS)('two times %i numbers', (count) => {
    expectAgreement((kernels) => kernels.add(1000, 2000, 3000, count));
    expectAgreement((kernels) => kernels.add(1000, 2000, 1000, count));
  });
});

describe('activations', () => {
  const names = ['relu', 'leakyRelu', 'elu', 'gelu', 'silu', 'sigmoid', 'tanh'] as const satisfies readonly (keyof ActivationKernels)[];
  it.each(names)('%s and its gradient', (name) => {
    const forward = (kernels: Kernels): Activation => kernels[name];
    const gradient = (kernels: Kernels): ActivationGradient => kernels[`${name}Gradient`];
    for (const count of COUNTS) {
      expectAgreement((kernels) => forward(kernels)(1000, 2000, count, 0.3));
      expectAgreement((kernels) => forward(kernels)(1000, 1000, count, 0.3));
      expectAgreement((kernels) => gradient(kernels)(1000, 2000, 3000, 4000, count, 0.3), 4e-6);
      expectAgreement((kernels) => gradient(kernels)(1000, 2000, 3000, 3000, count, 0.3), 4e-6);
    }
  });

  it('stay finite at the ends of the scale', () => {
    const kernels = createSimdKernels({ values: 64, scratch: 0, bytes: 16 });
    for (const name of names) {
      kernels.memory.values.set([-1e30, -100, 100, 1e30]);
      kernels[name](0, 16, 4, 0.3);
      expect([...kernels.memory.values.subarray(16, 20)].every(Number.isFinite), name).toBe(true);
    }
    kernels.memory.values.set([-1e30, -100, 100, 1e30]);
    kernels.sigmoid(0, 16, 4, 0);
    const [lowest = 1, low = 1, high = 0, highest = 0] = kernels.memory.values.subarray(16, 20);
    expect(Math.max(lowest, low)).toBeLessThan(1e-30);
    expect(Math.min(high, highest)).toBe(1);
  });
});

describe('windows over an image', () => {
  // height, width, channels, kernel, stride, padding above, padding to the left
  const geometries = [
    [1, 1, 1, 1, 1, 0, 0],
    [7, 5, 1, 3, 1, 1, 1],
    [7, 9, 3, 3, 2, 1, 0],
    [13, 13, 4, 5, 2, 2, 2],
    [6, 7, 7, 2, 3, 0, 1],
    [3, 3, 8, 3, 1, 2, 2],
  ] as const;
  it.each(geometries)('as columns: %i×%i×%i under %i at stride %i', (height, width, channels, kernel, stride, top, left) => {
    const across = Math.floor((width + 2 * left - kernel) / stride) + 1;
    const down = Math.floor((height + 2 * top - kernel) / stride) + 1;
    const columnStride = kernel * kernel * channels + 3;
    for (const [from, to] of [
      [0, down],
      [Math.floor(down / 2), down],
    ] as const) {
      const geometry = [500, height, width, channels, kernel, kernel, stride, top, left, across, from, to, 10_000, columnStride] as const;
      expectAgreement((kernels) => kernels.imageToColumns(...geometry));
      expectAgreement((kernels) => kernels.columnsToImage(...geometry), 1e-5);
    }
  });

  it.each(geometries)('pooled: %i×%i×%i under %i at stride %i', (height, width, channels, window, stride, top, left) => {
    const down = Math.floor((height + top - window) / stride) + 1;
    const across = Math.floor((width + left - window) / stride) + 1;
    const geometry = [height, width, channels, window, window, stride, top, left, down, across] as const;
    const run = (pool: (kernels: Kernels) => Pooling, gradient: (kernels: Kernels) => PoolingGradient) =>
      expectAgreement((kernels) => {
        // Few different numbers, so that windows have ties.
        for (let i = 0; i < 5000; i++) kernels.memory.values[i] = Math.round(kernels.memory.values[i] ?? 0);
        pool(kernels)(0, 10_000, ...geometry);
        gradient(kernels)(0, 10_000, 20_000, 30_000, ...geometry);
      });
    run(
      (kernels) => kernels.maxPool,
      (kernels) => kernels.maxPoolGradient,
    );
    run(
      (kernels) => kernels.averagePool,
      (kernels) => kernels.averagePoolGradient,
    );
  });
});

describe('Winograd transforms', () => {
  // Their matrices multiply by up to 5 twice, so numbers of size 1 cancel from sums of size 100: 2e-7·100.
  const tolerance = 5e-5;
  // height, width, channels, padding above, padding to the left, padding below and to the right
  it.each([
    [28, 28, 4, 1, 1, 1],
    [14, 13, 8, 2, 2, 2],
    [3, 3, 4, 0, 0, 0],
    [7, 5, 12, 1, 0, 1],
    [1, 1, 4, 1, 1, 1],
  ] as const)('of %i×%i×%i', (height, width, channels, top, left, after) => {
    const outputHeight = height + top + after - 2;
    const outputWidth = width + left + after - 2;
    const [down, across] = [Math.ceil(outputHeight / 4), Math.ceil(outputWidth / 4)];
    const plane = down * across * channels + 4;
    const [image, planes] = [100, 10_000];
    const input = [image, height, width, channels, top, left, down, across, planes, plane] as const;
    const output = [planes, plane, outputHeight, outputWidth, channels, down, across] as const;
    expectAgreement((kernels) => kernels.winogradInput(...input, kernels.scratch), tolerance);
    expectAgreement((kernels) => kernels.winogradInputGradient(...input, kernels.scratch), tolerance);
    expectAgreement((kernels) => kernels.winogradOutput(...output, 9000, image, kernels.scratch), tolerance);
    expectAgreement((kernels) => kernels.winogradOutputGradient(...output, image, kernels.scratch), tolerance);
  });

  it.each([
    [8, 8],
    [16, 24],
  ])('of %i × %i filters', (inputs, filters) => {
    const plane = inputs * filters + 8;
    for (let panel = 0; panel * 8 < filters; panel++) {
      expectAgreement((kernels) => kernels.winogradWeights(100, inputs, filters, panel, 10_000, 30_000, plane, kernels.scratch));
      expectAgreement((kernels) => kernels.winogradWeights(100, inputs, filters, panel, 10_000, -1, plane, kernels.scratch));
      expectAgreement((kernels) => kernels.winogradWeightsGradient(10_000, plane, inputs, panel, 100, kernels.scratch));
    }
  });
});

describe('normalisation', () => {
  it.each([
    [1, 1, 1],
    [7, 1, 13],
    [3, 49, 16],
    [2, 9, 7],
  ])('of %i blocks of %i rows of %i columns', (blocks, rows, columns) => {
    const shape = [rows * columns + 5, blocks, rows, columns] as const;
    expectAgreement((kernels) => kernels.columnMoments(100, ...shape, 20_000, 21_000), 1e-5);
    expectAgreement((kernels) => kernels.normalize(100, 5000, ...shape, 20_000, 21_000, 22_000));
    expectAgreement((kernels) => kernels.gradientMoments(100, 5000, ...shape, 20_000, 21_000, 22_000), 1e-5);
    expectAgreement((kernels) => kernels.normalizeGradient(100, 5000, 10_000, ...shape, 20_000, 21_000, 22_000, 23_000));
  });
});

describe('dropout', () => {
  it('drops the same elements everywhere, about the share it was asked for', () => {
    expectAgreement((kernels) => kernels.dropout(1000, 2000, 800, 0.3 * 2 ** 32, 1 / 0.7, 9, 77, 3, 1600));
    expectAgreement((kernels) => kernels.dropout(1000, 1000, 8, 0.95 * 2 ** 32, 20, 4_000_000_000, 77, 3, 0));
    const kernels = createSimdKernels(size);
    kernels.fill(0, 8000, 1);
    kernels.dropout(0, 8000, 8000, 0.3 * 2 ** 32, 1, 9, 77, 3, 0);
    const kept = Array.from(kernels.memory.values.subarray(8000, 16_000)).reduce((sum, each) => sum + each, 0);
    expect(Math.abs(kept - 5600)).toBeLessThan(5 * Math.sqrt(8000 * 0.3 * 0.7)); // five standard deviations
  });
});

describe('random numbers', () => {
  it('are evenly distributed where asked', () => {
    expectAgreement((kernels) => kernels.uniform(1000, 800, 2.5, 4_000_000_000, 77, 3, 1600));
    const { memory, uniform } = createSimdKernels(size);
    uniform(0, 8000, 2, 9, 77, 3, 0);
    expect(meanOf(memory.values.subarray(0, 8000))).toBeLessThan((5 * 2) / Math.sqrt(3 * 8000)); // five standard deviations
    expect(deviationOf(memory.values.subarray(0, 8000))).toBeCloseTo(2 / Math.sqrt(3), 1);
  });

  it('are nearly normal as noise', () => {
    expectAgreement((kernels) => kernels.addNoise(1000, 800, 0.01, 4_000_000_000, 77, 3, 1600));
    const { memory, addNoise } = createSimdKernels(size);
    addNoise(0, 8000, 1 / 147.8, 9, 77, 3, 0);
    expect(meanOf(memory.values.subarray(0, 8000))).toBeLessThan(5 / Math.sqrt(8000));
    expect(deviationOf(memory.values.subarray(0, 8000))).toBeCloseTo(1, 1);
  });
});

const meanOf = (values: Float32Array | Float64Array) => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
const deviationOf = (values: Float32Array | Float64Array) => Math.sqrt(meanOf(Float64Array.from(values, (value) => value ** 2)));

describe('images at random', () => {
  const sides = [
    [28, 28],
    [5, 9],
    [27, 26],
    [1, 3],
  ] as const;

  it.each(sides)('of %i×%i, seen through a map', (height, width) => {
    for (const displacements of [-1, 5000]) {
      expectAgreement(
        (kernels) => kernels.warp(3, height, width, 1000, 0.9, -0.3, 1.7, 0.2, 1.1, -2.4, displacements),
        1e-5, // columns and rows, of which there are up to 30, in float32
      );
    }
    expectAgreement((kernels) => {
      kernels.warp(0, height, width, 1000, 1, 0, 0, 0, 1, 0, -1);
      for (let i = 0; i < height * width; i++) expect(kernels.memory.values[1000 + i]).toBeCloseTo((kernels.memory.bytes[i] ?? 0) / 255, 6);
    });
  });

  it.each(sides)('of %i×%i, bent', (height, width) => {
    for (const spacing of [7, 2.5]) {
      const [rows, columns] = [height, width].map((side) => Math.floor((side - 1) / spacing) + 4) as [number, number];
      expectAgreement((kernels) => {
        kernels.bend(5000, rows, columns, spacing, 10_000, 1000, height, width);
        kernels.memory.values.fill(0, 10_000, 10_000 + rows * width);
      });
    }
  });

  it.each(sides)('of %i×%i, with strokes of another thickness', (height, width) => {
    for (const amount of [0.7, -0.4, 1, 0]) {
      expectAgreement((kernels) => {
        kernels.thicken(1000, height, width, 10_000, amount);
        kernels.memory.values.fill(0, 10_000, 10_000 + height * (width + 8));
      });
    }
  });

  it('within what ink can be, scaled', () => {
    for (const count of [1, 4, 27, 100]) expectAgreement((kernels) => kernels.scaleInk(1000, 2000, count, 3.2, -0.4));
  });
});

describe('softmax with cross-entropy', () => {
  it.each([
    [1, 10],
    [7, 10],
    [13, 3],
    [4, 16],
  ])('of %i rows of %i classes', (rows, classes) => {
    for (const smoothing of [0, 0.1]) {
      expectAgreement((kernels) => {
        for (let row = 0; row < rows; row++) kernels.memory.bytes[row] = row % classes;
        kernels.softmaxCrossEntropy(0, 16, classes, 0, 2000, 4000, 6000, 7000, 0, rows, 0.5, smoothing);
        // Lanes past the last class are scratch in the probabilities and unused everywhere else.
        for (let row = 0; row < rows; row++) kernels.memory.values.fill(0, 2000 + row * 16 + classes, 2000 + (row + 1) * 16);
      });
    }
  });
});

describe('update rules', () => {
  it.each(COUNTS)('of %i parameters', (count) => {
    const positive = (work: (kernels: Kernels) => void) =>
      expectAgreement((kernels) => {
        for (let i = 4000; i < 4200; i++) kernels.memory.values[i] = Math.abs(kernels.memory.values[i] ?? 0);
        work(kernels);
      }, 4e-6);
    positive((kernels) => kernels.sumOfSquares(1000, count, 9000));
    positive((kernels) => kernels.prepareGradient(1000, 2000, count, 0.5, 0.1));
    positive((kernels) => kernels.scale(1000, count, 0.99));
    positive((kernels) => kernels.sgd(1000, 2000, count, 0.3));
    positive((kernels) => kernels.momentum(1000, 2000, 3000, count, 0.3, 0.9));
    positive((kernels) => kernels.nesterov(1000, 2000, 3000, count, 0.3, 0.9));
    positive((kernels) => kernels.adaGrad(1000, 2000, 4000, count, 0.3, 1e-7));
    positive((kernels) => kernels.rmsProp(1000, 2000, 4000, count, 0.3, 0.99, 1e-7));
    positive((kernels) => kernels.adam(1000, 2000, 3000, 4000, count, 0.3, 0.9, 0.999, 1e-7));
  });
});

describe('kernels by arithmetic done by hand', () => {
  it.each([
    ['SIMD', createSimdKernels],
    ['reference', createReferenceKernels],
  ] as const)('%s: a product, a softmax and a step', (_name, create) => {
    const kernels = create({ values: 200, scratch: 0, bytes: 16 });
    const { values, bytes } = kernels.memory;
    values.set([1, 2, 3, 4], 0); // A = [1 2; 3 4]
    values.set([5, 6], 16); // B = [5 6; 7 8], a panel of 8 columns
    values.set([7, 8], 24);
    values.set([100, 200], 32); // bias
    kernels.multiply(0, 2, 1, 16, 16, 8, 48, 8, 8, 2, 2, 1, 32, 0);
    expect([values[48], values[49], values[56], values[57]]).toEqual([119, 222, 143, 250]); // 1·5+2·7+100 = 119

    values.set([0, Math.log(3)], 80); // softmax of (0, ln 3) = (1/4, 3/4); the loss of class 0 is ln 4
    bytes[0] = 0;
    kernels.softmaxCrossEntropy(80, 8, 2, 0, 96, 112, 128, 144, 0, 1, 1, 0);
    expect(values[96]).toBeCloseTo(0.25, 6);
    expect(values[112]).toBeCloseTo(-0.75, 6);
    expect(values[128]).toBeCloseTo(Math.log(4), 6);
    expect(values[144]).toBe(1);

    values.set([1], 160);
    values.set([4], 176);
    kernels.sgd(160, 176, 4, 0.25);
    expect(values[160]).toBe(0); // 1 − 0.25·4
  });
});
