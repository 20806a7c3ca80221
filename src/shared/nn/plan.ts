/**
 * A training step as a plan: a list of phases, each a list of independent work items, with a barrier between phases.
 * Items are cut by the problem (at most SHARD_ROWS samples; fixed tiles of a weight gradient), never by the number of
 * threads, and every sum runs in a fixed order, so that whoever runs the items, the numbers come out the same.
 */
import type { Kernels } from '../kernels/kernels';
import type { Rows } from './layers/layer';
import type { Layout } from './layout';
import type { Network } from './network';
import type { Optimizer, ParameterRange } from './optimizers/optimizer';

/** What changes from one step to the next. */
export interface Step {
  /** From 1. */
  readonly iteration: number;
  /** Samples in this batch. */
  readonly rows: number;
  readonly learningRate: number;
}

export type WorkItem = (kernels: Kernels, step: Step) => void;

export interface Phase {
  readonly name: string;
  readonly items: readonly WorkItem[];
}

export type Plan = readonly Phase[];

/** Fills the network's input and labels of the given rows with samples of this step's batch. */
export type LoadRows = (kernels: Kernels, rows: Rows, step: Step) => void;

/** A shard's activations stay in the second-level cache; a multiple of the 4 rows that the product kernel takes at once. */
const SHARD_ROWS = 28;

export function trainingPlan(network: Network, optimizer: Optimizer, layout: Layout, load: LoadRows): Plan {
  const states = new Map(
    network.parameters.map((parameter) => [
      parameter,
      Array.from({ length: optimizer.statePerParameter }, () => layout.reserveValues(parameter.storage.count)),
    ]),
  );
  return [
    {
      name: 'forward and backward',
      items: shards(network.capacity, (kernels, rows, step) => {
        load(kernels, rows, step);
        network.forward(kernels, rows);
        network.loss.run(kernels, rows, 1 / step.rows);
        network.backward(kernels, rows);
      }),
    },
    {
      name: 'gradients and update',
      items: network.gradients.map((item): WorkItem => {
        const range: ParameterRange = {
          parameters: item.parameter.offset + item.from,
          gradients: item.parameter.gradient + item.from,
          states: (states.get(item.parameter) ?? []).map((state) => state + item.from),
          count: item.count,
        };
        return (kernels, step) => {
          item.compute(kernels, step.rows);
          optimizer.update(kernels, range, step.learningRate, step.iteration);
          item.updated?.(kernels);
        };
      }),
    },
  ];
}

/** Forward and loss only: for asking a network. */
export const evaluationPlan = (network: Network, load: LoadRows): Plan => [
  {
    name: 'forward',
    items: shards(network.capacity, (kernels, rows, step) => {
      load(kernels, rows, step);
      network.forward(kernels, rows);
      network.loss.run(kernels, rows, 1 / step.rows);
    }),
  },
];

function shards(capacity: number, work: (kernels: Kernels, rows: Rows, step: Step) => void): WorkItem[] {
  return Array.from({ length: Math.ceil(capacity / SHARD_ROWS) }, (_, shard) => (kernels, step) => {
    const from = shard * SHARD_ROWS;
    const to = Math.min(from + SHARD_ROWS, step.rows);
    if (from < to) work(kernels, { from, to }, step);
  });
}

/** Runs a plan on the calling thread. */
export function runPlan(plan: Plan, kernels: Kernels, step: Step): void {
  for (const phase of plan) for (const item of phase.items) item(kernels, step);
}
