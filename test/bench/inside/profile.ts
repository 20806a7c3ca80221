/**
 * Where the time of a training step goes, kernel by kernel, on one thread: `process.argv[2]` is a file of its spec. Kernels are
 * timed one call at a time, which adds the clock's own time to each; products are told apart by their sizes.
 */
import { readFileSync } from 'node:fs';
import { engine } from '@shared/kernels/engines';
import type { Kernels } from '@shared/kernels/kernels';
import type { ProductSize } from '@shared/kernels/operands';
import { initializeParameters } from '@shared/nn/network';
import { runPlan } from '@shared/nn/plan';
import { parseRunSpec } from '@shared/spec/parse-run-spec';
import { buildTrainingProgram } from '@shared/training/training-program';
import { builtInDataset } from '../../../src/main/datasets/built-in';
import { loadDataset } from '../../../src/main/datasets/load-dataset';
import { computeByProof, engineChoice } from '../../../src/main/engine/choose-engine';

const IMAGES = 10_000;
const WARM_UP = 10;
const SHOWN = 45;

computeByProof();

type Call = (...parameters: unknown[]) => void;

const spec = parseRunSpec(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')));
const { training: data } = await loadDataset(builtInDataset());
const program = buildTrainingProgram({ purpose: 'training', spec, trainingImages: IMAGES });
const kernels = engine.create(program.size);
kernels.memory.bytes.set(data.slice(0, IMAGES).pixels, program.images);
kernels.memory.bytes.set(data.labels.subarray(0, IMAGES), program.labels);
initializeParameters(program.network, kernels, 1);

const found = new Map<string, { milliseconds: number; calls: number; operations: number }>();
const timed = Object.fromEntries(
  Object.entries(kernels as object).map(([name, kernel]: [string, unknown]) => [name, timedKernel(name, kernel)]),
) as unknown as Kernels;

const repeats = Math.max(20, Math.round(2_000_000 / (spec.training.batchSize * (program.network.parameters.length > 6 ? 500 : 40))));
run(kernels, WARM_UP);
const whole = millisecondsOf(() => run(kernels, repeats)) / repeats;
run(timed, repeats);

console.log(
  `${spec.name}: ${whole.toFixed(3)} ms a step of ${spec.training.batchSize} images on one thread, engine ${engineChoice().engine.name}`,
);
const rows = [...found].toSorted(([, a], [, b]) => b.milliseconds - a.milliseconds);
for (const [name, { milliseconds, calls, operations }] of rows.slice(0, SHOWN)) {
  const rate = operations > 0 ? `${(operations / milliseconds / 1e6).toFixed(1)} GFLOP/s` : '';
  console.log(
    `  ${name.padEnd(30)}${(milliseconds / repeats).toFixed(3).padStart(8)} ms ${String(Math.round(calls / repeats)).padStart(6)} calls  ${rate}`,
  );
}

function run(chosen: Kernels, steps: number): void {
  // One whole pass over the images at most: a last batch of what is left would be smaller.
  const round = Math.floor(IMAGES / spec.training.batchSize);
  for (let step = 0; step < steps; step++) {
    const iteration = 1 + (step % round);
    runPlan(program.plans.training ?? [], chosen, { iteration, rows: spec.training.batchSize, learningRate: 1e-4 });
  }
}

/** A kernel, or an activation's two. */
function timedKernel(name: string, kernel: unknown): unknown {
  if (typeof kernel === 'function') return timing(name, kernel as Call);
  if (typeof kernel !== 'object' || kernel === null || !('forward' in kernel && 'gradient' in kernel)) return kernel;
  return { forward: timing(name, kernel.forward as Call), gradient: timing(`${name}Gradient`, kernel.gradient as Call) };
}

function timing(name: string, kernel: Call): Call {
  return (...parameters) => {
    const milliseconds = millisecondsOf(() => kernel(...parameters));
    const { label, operations } = described(name, parameters);
    const sum = found.get(label) ?? { milliseconds: 0, calls: 0, operations: 0 };
    found.set(label, { milliseconds: sum.milliseconds + milliseconds, calls: sum.calls + 1, operations: sum.operations + operations });
  };
}

/** Of a product: rows × terms × columns, and its multiplications and additions. */
function described(name: string, parameters: readonly unknown[]): { label: string; operations: number } {
  if (name !== 'multiply' && name !== 'multiplyTransposed') return { label: name, operations: 0 };
  const { rows, inner, panels } = parameters[3] as ProductSize;
  return { label: `${name} ${rows}×${inner}×${panels * 8}`, operations: 2 * rows * inner * panels * 8 };
}

function millisecondsOf(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
