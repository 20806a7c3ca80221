/** What every activation gets by being listed: its kernel computes what it says of itself in NumPy. */
import { createReferenceKernels64 } from '@shared/kernels/reference';
import { layerKinds } from '@shared/nn/layers';
import type { LayerContext } from '@shared/nn/layers/layer';
import { Layout, reserveActivations, rowOffset } from '@shared/nn/layout';
import { describe, expect, it } from 'vitest';
import { curves } from '../support/curves';
import { pythonWith, runPython } from '../support/python';

const numpy = pythonWith('numpy');
const COUNT = 256;
/** From −8 to 8; 0 is among them. */
const inputs = Float32Array.from({ length: COUNT }, (_, index) => (index - COUNT / 2) / 16);

describe.skipIf(numpy === null).each(curves)('$type', ({ type, curve }) => {
  const { settings, y, dx } = curve.numpy;
  const setting = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);

  it('is its NumPy expression', async () => {
    const program = [
      'import json, math, sys',
      'import numpy as np',
      'x, erf = np.array(json.load(sys.stdin)), np.vectorize(math.erf)',
      ...setting,
      `print(json.dumps((${y}).tolist()))`,
    ].join('\n');
    const expected = (await runPython(numpy ?? '', program, [], JSON.stringify([...inputs]))) as number[];
    const found = outputs(type);
    expect(expected).toHaveLength(COUNT);
    expected.forEach((value, index) => {
      expect(Math.abs((found[index] ?? Number.NaN) - value), `${type} of ${inputs[index]}`).toBeLessThan(1e-6);
    });
  });

  it('has the gradient that its NumPy expression says, by central differences', async () => {
    const program = [
      'import json, math, sys',
      'import numpy as np',
      'x, erf, dout = np.array(json.load(sys.stdin)), np.vectorize(math.erf), 1',
      ...setting,
      `f = lambda x: ${y}`,
      'y, h = f(x), 1e-6',
      `print(json.dumps(((${dx}) - (f(x + h) - f(x - h)) / (2 * h)).tolist()))`,
    ].join('\n');
    const differences = (await runPython(numpy ?? '', program, [], JSON.stringify([...inputs]))) as number[];
    // At 0 some have no slope.
    for (const [index, difference] of differences.entries())
      if (inputs[index] !== 0) expect(Math.abs(difference), `${type} of ${inputs[index]}`).toBeLessThan(1e-7);
  });
});

/** The layer's own forward pass over `inputs`, in double precision. */
function outputs(type: string): readonly number[] {
  const layer = layerKinds.find((kind) => kind.type === type)?.create({});
  const layout = new Layout();
  const [input, output] = [reserveActivations(layout, 1, COUNT), reserveActivations(layout, 1, COUNT)];
  const operators = layer?.compile({ input, output, inputGradient: null, outputGradient: output } as LayerContext) ?? [];
  const kernels = createReferenceKernels64(layout.size());
  kernels.memory.values.set(inputs, rowOffset(input, 0));
  for (const operator of operators) operator.forward(kernels, { index: 0, from: 0, to: 1 }, { iteration: 0, rows: 1, shards: 1 });
  return [...kernels.memory.values.subarray(rowOffset(output, 0), rowOffset(output, 0) + COUNT)];
}
