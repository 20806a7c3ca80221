/** What every engine owes: the reference's arithmetic, over sizes that fit the vectors and sizes that do not. */
import { engines } from '@shared/kernels/engines';
import type { Kernels } from '@shared/kernels/kernels';
import type { Masks, Start, Trained, WindowShape, Words } from '@shared/kernels/operands';
import { createReferenceKernels } from '@shared/kernels/reference';
import { activationNames } from '@shared/kernels/reference/activations';
import { describe, expect, it } from 'vitest';
import { expectAgreement as compare, size } from '../support/kernels';

const COUNTS = [8, 16, 24, 104];

describe.each(engines.map((engine) => [engine.name, engine] as const))('engine %s', (_engine, engine) => {
  const expectAgreement = (work: (kernels: Kernels) => void, tolerance?: number) => compare(engine, work, tolerance);

  describe('products', () => {
    const products = [1, 2, 3, 4, 5, 6, 7, 11, 13].flatMap((rows) =>
      [1, 2, 7, 28].flatMap((inner) => [1, 2, 3, 5, 6, 15].map((panels) => [rows, inner, panels] as const)),
    );
    it.each(products)('of %i rows, %i terms, %i panels', (rows, inner, panels) => {
      const size = { rows, inner, panels };
      // Rows of A 40 apart, those of C 8·panels apart; then the same A and B row-major, as for the gradient of weights.
      const multiply = (start: Start) =>
        expectAgreement(
          (kernels) => kernels.multiply(matrix(16, 40), matrix(4000, inner * 8), matrix(8000, panels * 8), size, start),
          1e-5,
        );
      multiply(null);
      multiply({ bias: 12_000 });
      multiply('accumulate');
      for (const accumulate of [false, true]) {
        expectAgreement(
          (kernels) => kernels.multiplyTransposed(matrix(16, 40), matrix(4000, panels * 8), matrix(8000, rows * 8), size, accumulate),
          1e-5,
        );
      }
    });

    // Of noise in which every number is 0 that is below 1: 5 of 6. Rows of A 160 apart, at most 32 of them.
    it.each(products.concat([[32, 130, 4]]))('skipping zeros, of %i rows, %i terms, %i panels', (rows, inner, panels) => {
      const lists = { offset: 0, stride: 2 * (inner + 1) };
      const masks = 9000;
      const find = (kernels: Kernels) => {
        const { values } = kernels.memory;
        for (let i = 0; i < 11_000; i++) if ((values[i] ?? 0) < 1) values[i] = 0;
        kernels.findNonZeros(matrix(16, 160), { rows, columns: inner }, lists, masks);
      };
      for (const bias of [null, 12_000]) {
        expectAgreement((kernels) => {
          find(kernels);
          kernels.multiplyListed(matrix(16, 160), matrix(20_000, inner * 8), matrix(30_000, panels * 8), { rows, panels }, lists, bias);
        }, 1e-5);
      }
      // A by columns, its places in one part and in two.
      const byColumns = (kernels: Kernels, found: Masks) =>
        kernels.multiplyMasked(matrix(16, 160), matrix(20_000, panels * 8), matrix(30_000, inner * 8), { rows: inner, panels }, found);
      expectAgreement((kernels) => {
        find(kernels);
        byColumns(kernels, { offset: masks, stride: 0, parts: 1, partPlaces: rows });
      }, 1e-5);
      expectAgreement((kernels) => {
        find(kernels);
        kernels.findNonZeros(matrix(16 + 160 * rows, 160), { rows, columns: inner }, lists, masks + 600);
        byColumns(kernels, { offset: masks, stride: 600, parts: 2, partPlaces: rows });
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
        const at = { source: 100, target: 5000 };
        for (let panel = 0; panel * 8 < columns; panel++) kernels.transposePanel(at, { rows, columns }, panel, { from: 0, to: rows });
      });
    });
  });

  describe('moving and adding', () => {
    it.each([1, 3, 4, 7, 8, 13, 100])('%i numbers', (count) => {
      expectAgreement((kernels) => kernels.bytesToValues({ bytes: 5, values: 100 }, count, { scale: 1 / 255, shift: -0.25 }));
      expectAgreement((kernels) =>
        kernels.copyRows({ offset: 1000, stride: 150 }, { offset: 9000, stride: 120 }, { rows: 5, columns: count }),
      );
      expectAgreement((kernels) => kernels.fill(1001, count, 0.5));
    });
    it.each([1, 7, 100])('%i rows', (rows) => {
      for (const columns of [1, 20, 23, 50]) {
        expectAgreement((kernels) => kernels.sumRows({ offset: 0, stride: 52 }, { rows, columns }, 9000, false), 1e-5);
        expectAgreement((kernels) => kernels.sumRows({ offset: 0, stride: 52 }, { rows, columns }, 9000, true), 1e-5);
      }
    });
    it.each(COUNTS)('two times %i numbers', (count) => {
      expectAgreement((kernels) => kernels.add({ a: 1000, b: 2000, y: 3000 }, count));
      expectAgreement((kernels) => kernels.add({ a: 1000, b: 2000, y: 1000 }, count));
    });
  });

  describe('activations', () => {
    it.each(activationNames)('%s and its gradient', (name) => {
      for (const count of COUNTS) {
        expectAgreement((kernels) => kernels[name].forward({ x: 1000, y: 2000 }, count, 0.3));
        expectAgreement((kernels) => kernels[name].forward({ x: 1000, y: 1000 }, count, 0.3));
        expectAgreement((kernels) => kernels[name].gradient({ x: 1000, y: 2000, dy: 3000, dx: 4000 }, count, 0.3), 4e-6);
        expectAgreement((kernels) => kernels[name].gradient({ x: 1000, y: 2000, dy: 3000, dx: 3000 }, count, 0.3), 4e-6);
      }
    });

    it('stay finite at the ends of the scale', () => {
      const kernels = engine.create({ values: 64, scratch: 0, bytes: 16 });
      for (const name of activationNames) {
        kernels.memory.values.set([-1e30, -100, 100, 1e30]);
        kernels[name].forward({ x: 0, y: 16 }, 8, 0.3);
        expect([...kernels.memory.values.subarray(16, 20)].every(Number.isFinite), name).toBe(true);
      }
      kernels.memory.values.set([-1e30, -100, 100, 1e30]);
      kernels.sigmoid.forward({ x: 0, y: 16 }, 8, 0);
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
      const window = windowShape([height, width, channels], kernel, stride, [top, left], [down, across]);
      for (const [from, to] of [
        [0, down],
        [Math.floor(down / 2), down],
      ] as const) {
        const columns = { offset: 10_000, stride: columnStride };
        expectAgreement((kernels) => kernels.imageToColumns(500, window, { from, to }, columns));
        expectAgreement((kernels) => kernels.columnsToImage(500, window, { from, to }, columns), 1e-5);
      }
    });

    it.each(geometries)('pooled: %i×%i×%i under %i at stride %i', (height, width, channels, window, stride, top, left) => {
      const down = Math.floor((height + top - window) / stride) + 1;
      const across = Math.floor((width + left - window) / stride) + 1;
      const shape = windowShape([height, width, channels], window, stride, [top, left], [down, across]);
      for (const pool of ['maxPool', 'averagePool'] as const) {
        expectAgreement((kernels) => {
          // Few different numbers, so that windows have ties.
          for (let i = 0; i < 5000; i++) kernels.memory.values[i] = Math.round(kernels.memory.values[i] ?? 0);
          kernels[pool]({ x: 0, y: 10_000 }, shape);
          kernels[`${pool}Gradient`]({ x: 0, y: 10_000, dy: 20_000, dx: 30_000 }, shape);
        });
      }
    });
  });

  describe('Winograd transforms', () => {
    // Their matrices multiply by up to 5 twice, so numbers of size 1 cancel from sums of size 100: 2e-7·100.
    const tolerance = 5e-5;
    // height, width, channels, padding above, padding to the left, padding below and to the right
    it.each([
      [28, 28, 8, 1, 1, 1],
      [14, 13, 8, 2, 2, 2],
      [3, 3, 8, 0, 0, 0],
      [7, 5, 24, 1, 0, 1],
      [1, 1, 16, 1, 1, 1],
    ] as const)('of %i×%i×%i', (height, width, channels, top, left, after) => {
      const outputHeight = height + top + after - 2;
      const outputWidth = width + left + after - 2;
      const [down, across] = [Math.ceil(outputHeight / 4), Math.ceil(outputWidth / 4)];
      const plane = down * across * channels + 4;
      const image = 100;
      const planes = { offset: 10_000, stride: plane };
      const input = { height, width, channels, padding: { top, left } };
      const output = { height: outputHeight, width: outputWidth, channels };
      const tiles = { down, across };
      expectAgreement((kernels) => kernels.winogradInput(image, input, tiles, planes, kernels.scratch), tolerance);
      expectAgreement((kernels) => kernels.winogradInputGradient(image, input, tiles, planes, kernels.scratch), tolerance);
      expectAgreement((kernels) => kernels.winogradOutput({ planes, bias: 9000, image }, output, tiles, kernels.scratch), tolerance);
      expectAgreement((kernels) => kernels.winogradOutputGradient(planes, image, output, tiles, kernels.scratch), tolerance);
    });

    it.each([
      [8, 8],
      [16, 24],
    ])('of %i × %i filters', (inputs, filters) => {
      const plane = inputs * filters + 8;
      for (let panel = 0; panel * 8 < filters; panel++) {
        const size = { inputs, filters };
        for (const transposed of [30_000, null]) {
          const at = { weights: 100, transformed: 10_000, transposed, stride: plane };
          expectAgreement((kernels) => kernels.winogradWeights(at, size, panel, kernels.scratch));
        }
        const planes = { offset: 10_000, stride: plane };
        expectAgreement((kernels) => kernels.winogradWeightsGradient({ planes, gradient: 100 }, { inputs }, panel, kernels.scratch));
      }
    });
  });

  describe('normalisation', () => {
    it.each([
      [1, 1, 1],
      [7, 1, 13],
      [3, 49, 16],
      [2, 9, 7],
    ])('of %i blocks of %i rows of %i columns', (count, rows, columns) => {
      const blocks = { stride: rows * columns + 5, count, rows, columns };
      expectAgreement((kernels) => kernels.columnMoments(100, blocks, { mean: 20_000, squares: 21_000 }), 1e-5);
      expectAgreement((kernels) => kernels.normalize({ x: 100, y: 5000 }, blocks, { mean: 20_000, scale: 21_000, shift: 22_000 }));
      const sums = { sums: 21_000, products: 22_000 };
      expectAgreement((kernels) => kernels.gradientMoments({ x: 100, dy: 5000 }, blocks, 20_000, sums), 1e-5);
      const by = { mean: 20_000, scale: 21_000, slope: 22_000, shift: 23_000 };
      expectAgreement((kernels) => kernels.normalizeGradient({ x: 100, dy: 5000, dx: 10_000 }, blocks, by));
    });
  });

  describe('dropout', () => {
    it('drops the same elements everywhere, about the share it was asked for', () => {
      expectAgreement((kernels) =>
        kernels.dropout({ x: 1000, y: 2000 }, 800, { threshold: 0.3 * 2 ** 32, scale: 1 / 0.7 }, words(9, 1600)),
      );
      expectAgreement((kernels) =>
        kernels.dropout({ x: 1000, y: 1000 }, 8, { threshold: 0.95 * 2 ** 32, scale: 20 }, words(4_000_000_000, 0)),
      );
      const kernels = engine.create(size);
      kernels.fill(0, 8000, 1);
      kernels.dropout({ x: 0, y: 8000 }, 8000, { threshold: 0.3 * 2 ** 32, scale: 1 }, words(9, 0));
      const kept = Array.from(kernels.memory.values.subarray(8000, 16_000)).reduce((sum, each) => sum + each, 0);
      expect(Math.abs(kept - 5600)).toBeLessThan(5 * Math.sqrt(8000 * 0.3 * 0.7)); // five standard deviations
    });
  });

  describe('random numbers', () => {
    it('are evenly distributed where asked', () => {
      expectAgreement((kernels) => kernels.uniform(1000, 800, 2.5, words(4_000_000_000, 1600)));
      const { memory, uniform } = engine.create(size);
      uniform(0, 8000, 2, words(9, 0));
      expect(meanOf(memory.values.subarray(0, 8000))).toBeLessThan((5 * 2) / Math.sqrt(3 * 8000)); // five standard deviations
      expect(deviationOf(memory.values.subarray(0, 8000))).toBeCloseTo(2 / Math.sqrt(3), 1);
    });

    it('are nearly normal as noise', () => {
      expectAgreement((kernels) => kernels.addNoise(1000, 800, 0.01, words(4_000_000_000, 1600)));
      const { memory, addNoise } = engine.create(size);
      addNoise(0, 8000, 1 / 147.8, words(9, 0));
      expect(meanOf(memory.values.subarray(0, 8000))).toBeLessThan(5 / Math.sqrt(8000));
      expect(deviationOf(memory.values.subarray(0, 8000))).toBeCloseTo(1, 1);
    });
  });

  describe('images at random', () => {
    const sides = [
      [28, 28],
      [5, 9],
      [27, 26],
      [1, 3],
    ] as const;

    it.each(sides)('of %i×%i, seen through a map', (height, width) => {
      for (const displacements of [null, 5000]) {
        expectAgreement(
          (kernels) => {
            kernels.warp({ image: 3, stride: 1, y: 1000 }, { height, width }, turned, displacements);
            kernels.warp({ image: 2, stride: 3, y: 2000 }, { height, width }, turned, displacements);
          },
          1e-5, // columns and rows, of which there are up to 30, in float32
        );
      }
      expectAgreement((kernels) => {
        kernels.warp({ image: 0, stride: 1, y: 1000 }, { height, width }, unmoved, null);
        for (let i = 0; i < height * width; i++)
          expect(kernels.memory.values[1000 + i]).toBeCloseTo((kernels.memory.bytes[i] ?? 0) / 255, 6);
      });
    });

    it.each(sides)('of %i×%i, bent', (height, width) => {
      for (const spacing of [7, 2.5]) {
        const [rows, columns] = [height, width].map((side) => Math.floor((side - 1) / spacing) + 4) as [number, number];
        expectAgreement((kernels) => {
          kernels.bend({ knots: 5000, between: 10_000, y: 1000 }, { rows, columns, spacing }, { height, width });
          kernels.memory.values.fill(0, 10_000, 10_000 + rows * width);
        });
      }
    });

    it.each(sides)('of %i×%i, with strokes of another thickness', (height, width) => {
      for (const amount of [0.7, -0.4, 1, 0]) {
        expectAgreement((kernels) => {
          kernels.thicken({ x: 1000, between: 10_000 }, { height, width }, amount);
          kernels.memory.values.fill(0, 10_000, 10_000 + height * (width + 8));
        });
      }
    });

    it('within what ink can be, scaled', () => {
      for (const stride of [1, 3])
        for (const count of [1, 4, 27, 100])
          expectAgreement((kernels) => kernels.scaleInk({ x: 1000, y: 2000, stride }, count, { scale: 3.2, shift: -0.4 }));
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
          kernels.softmaxCrossEntropy(lossPlaces, { from: 0, to: rows }, classes, { gradientScale: 0.5, smoothing });
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
      positive((kernels) => kernels.prepareGradient(at(count), { scale: 0.5, decay: 0.1 }));
      positive((kernels) => kernels.scale(1000, count, 0.99));
      positive((kernels) => kernels.average({ average: 1000, x: 3000 }, count, 0.01));
      positive((kernels) => kernels.sgd(at(count), { learningRate: 0.3 }));
      positive((kernels) => kernels.momentum({ ...at(count), velocity: 3000 }, { learningRate: 0.3, momentum: 0.9 }));
      positive((kernels) => kernels.nesterov({ ...at(count), velocity: 3000 }, { learningRate: 0.3, momentum: 0.9 }));
      positive((kernels) => kernels.adaGrad({ ...at(count), squares: 4000 }, { learningRate: 0.3, epsilon: 1e-7 }));
      positive((kernels) => kernels.rmsProp({ ...at(count), squares: 4000 }, { learningRate: 0.3, decay: 0.99, epsilon: 1e-7 }));
      positive((kernels) =>
        kernels.adam({ ...at(count), mean: 3000, squares: 4000 }, { stepSize: 0.3, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 }),
      );
    });
  });

  describe('kernels by arithmetic done by hand', () => {
    it.each([
      [engine.name, engine.create],
      ['reference', createReferenceKernels],
    ] as const)('%s: a product, a softmax and a step', (_name, create) => {
      const kernels = create({ values: 200, scratch: 0, bytes: 16 });
      const { values, bytes } = kernels.memory;
      values.set([1, 2, 3, 4], 0); // A = [1 2; 3 4]
      values.set([5, 6], 16); // B = [5 6; 7 8], a panel of 8 columns
      values.set([7, 8], 24);
      values.set([100, 200], 32); // bias
      kernels.multiply(matrix(0, 2), matrix(16, 16), matrix(48, 8), { rows: 2, inner: 2, panels: 1 }, { bias: 32 });
      expect([values[48], values[49], values[56], values[57]]).toEqual([119, 222, 143, 250]); // 1·5+2·7+100 = 119

      values.set([0, Math.log(3)], 80); // softmax of (0, ln 3) = (1/4, 3/4); the loss of class 0 is ln 4
      bytes[0] = 0;
      const places = { logits: 80, labels: 0, probabilities: 96, gradient: 112, losses: 128, predictions: 144, stride: 8 };
      kernels.softmaxCrossEntropy(places, { from: 0, to: 1 }, 2, { gradientScale: 1, smoothing: 0 });
      expect(values[96]).toBeCloseTo(0.25, 6);
      expect(values[112]).toBeCloseTo(-0.75, 6);
      expect(values[128]).toBeCloseTo(Math.log(4), 6);
      expect(values[144]).toBe(1);

      values.set([1], 160);
      values.set([4], 176);
      kernels.sgd({ parameters: 160, gradients: 176, count: 8 }, { learningRate: 0.25 });
      expect(values[160]).toBe(0); // 1 − 0.25·4
    });
  });
});

const meanOf = (values: Float32Array | Float64Array) => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
const deviationOf = (values: Float32Array | Float64Array) => Math.sqrt(meanOf(Float64Array.from(values, (value) => value ** 2)));

const matrix = (offset: number, stride: number) => ({ offset, stride });
const words = (key: number, first: number): Words => ({ key: [key, 77], step: 3, first });
const at = (count: number): Trained => ({ parameters: 1000, gradients: 2000, count });
const turned = { xx: 0.9, xy: -0.3, x: 1.7, yx: 0.2, yy: 1.1, y: -2.4 };
const unmoved = { xx: 1, xy: 0, x: 0, yx: 0, yy: 1, y: 0 };
const lossPlaces = { logits: 0, labels: 0, probabilities: 2000, gradient: 4000, losses: 6000, predictions: 7000, stride: 16 };

const windowShape = (
  [height, width, channels]: readonly [number, number, number],
  side: number,
  stride: number,
  [top, left]: readonly [number, number],
  [outputHeight, outputWidth]: readonly [number, number],
): WindowShape => ({
  ...{ height, width, channels, windowHeight: side, windowWidth: side, stride, padding: { top, left }, outputHeight, outputWidth },
});
