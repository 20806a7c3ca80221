/**
 * A training step as a plan: a list of phases, each a list of independent work items, with a barrier between phases.
 * Items are cut by the problem (shards of the batch; fixed tiles of a weight gradient), never by the number of threads,
 * and every sum runs in a fixed order, so that whoever runs the items, the numbers come out the same.
 *
 *   forward and backward   one item a shard, through the whole network; a layer that must know the whole batch (its
 *                          gather) ends the phase there and goes on in the next
 *   gradients and update   one item a tile: its gradient over the whole batch, and at once the optimizer's update and the
 *                          parameters' part in their average
 *   or, with clipping      gradients · norm · update
 */
import { floatAt } from '../at';
import type { Kernels } from '../kernels/kernels';
import type { Batch, GradientItem, LayerOperator, Shard, Stretch } from './layers/layer';
import { type Layout, padded } from './layout';
import type { Network } from './network';
import type { Optimizer, ParameterRange } from './optimizers/optimizer';
import { type Parameter, parameterName } from './parameter';

/** What changes from one step to the next. */
export interface Step {
  /** From 1; 0 in inference. */
  readonly iteration: number;
  /** Samples in this batch. */
  readonly rows: number;
  readonly learningRate: number;
  /** How far the average goes towards the parameters after their update, 0 … 1; not at all without it. */
  readonly averaging?: number | undefined;
  /** What layers with running statistics keep of them, 0 … 1; without it by their own momentum. */
  readonly statisticsKept?: number | undefined;
}

export type WorkItem = (kernels: Kernels, step: Step) => void;

export interface Phase {
  readonly name: string;
  readonly items: readonly WorkItem[];
}

export type Plan = readonly Phase[];

/** Fills the network's input and labels of a shard with samples of this step's batch. */
export type LoadShard = (kernels: Kernels, shard: Shard, step: Step) => void;

/** The optimizer's own numbers: offsets for each parameter, by the names of the optimizer's `states`. */
export type OptimizerStates = ReadonlyMap<Parameter, ReadonlyMap<string, number>>;

/** Where a state of a parameter is. Throws where none was reserved. */
export function stateOf(states: OptimizerStates, parameter: Parameter, name: string): number {
  const offset = states.get(parameter)?.get(name);
  if (offset === undefined) throw new Error(`no ${name} is reserved for ${parameterName(parameter)}`);
  return offset;
}

/** The name of the average among a parameter's states. */
export const AVERAGE = 'average';

/** `averages`: whether there is also to be an average of each parameter. */
export function reserveStates(network: Network, optimizer: Optimizer, layout: Layout, averages = false): OptimizerStates {
  const names = [...optimizer.states, ...(averages ? [AVERAGE] : [])];
  const places = ({ storage }: Parameter) => new Map(names.map((name) => [name, layout.reserveValues(storage.count)]));
  return new Map(network.parameters.filter(({ trained }) => trained).map((parameter) => [parameter, places(parameter)]));
}

export interface TrainingPlanOptions {
  readonly network: Network;
  readonly optimizer: Optimizer;
  readonly states: OptimizerStates;
  readonly layout: Layout;
  readonly load: LoadShard;
  /** The largest norm that all gradients together may have; 0 for any. */
  readonly clipNorm: number;
}

/** The name of the plan's phases through the network, before their number. */
const THROUGH = 'forward and backward';

type ShardWork = (kernels: Kernels, shard: Shard, step: Step, batch: Batch) => void;

export function trainingPlan({ network, optimizer, states, layout, load, clipNorm }: TrainingPlanOptions): Plan {
  const passes = createPasses(load);
  forwardThrough(network.operators, passes);
  passes.then((kernels, shard, step) => network.loss.run(kernels, shard, 1 / step.rows));
  for (const operator of network.operators.toReversed()) {
    if (operator.gatherBackward) passes.afterAll(operator.gatherBackward);
    passes.then((kernels, shard, _step, batch) => operator.backward(kernels, shard, batch));
  }
  return [...passes.phases(THROUGH, network), ...updatePhases(network, optimizer, states, layout, clipNorm)];
}

/** Forward as in training, as far as the last layer with running statistics; nothing where no layer has any. */
export function statisticsPlan(network: Network, load: LoadShard): Plan {
  const last = network.operators.findLastIndex(({ gatherForward }) => gatherForward !== undefined);
  if (last < 0) return [];
  const passes = createPasses(load);
  forwardThrough(network.operators.slice(0, last + 1), passes);
  return passes.phases('statistics', network);
}

/** Work on shards in passes, between which all shards wait for each other. */
function createPasses(first: ShardWork) {
  const passes: ShardWork[][] = [[first]];
  const then = (work: ShardWork) => passes.at(-1)?.push(work);
  return {
    then,
    afterAll(work: ShardWork) {
      then(work);
      passes.push([]);
    },
    phases: (name: string, network: Network) => passes.map((works, pass) => shardPhase(`${name} ${pass + 1}`, network, works)),
  };
}

function forwardThrough(operators: readonly LayerOperator[], { then, afterAll }: ReturnType<typeof createPasses>): void {
  for (const operator of operators) {
    if (operator.gatherForward) afterAll(operator.gatherForward);
    then((kernels, shard, _step, batch) => operator.forward(kernels, shard, batch));
  }
}

/** Forward and loss only, in inference mode. */
export const evaluationPlan = (network: Network, load: LoadShard): Plan => [
  shardPhase('forward', network, [load, ...network.operators.map(inferring), (kernels, shard) => network.loss.infer(kernels, shard)]),
];

/** Forward in inference mode, then backward from the output's gradient that `aim` writes, down to the input's. */
export const explanationPlan = (network: Network, load: LoadShard, aim: LoadShard): Plan => [
  shardPhase('forward and back to the input', network, [
    load,
    ...network.operators.map(inferring),
    (kernels, shard) => network.loss.infer(kernels, shard),
    aim,
    ...network.operators.toReversed().map((operator): ShardWork => {
      const { inferBackward } = operator;
      return inferBackward ? inferBackward.bind(operator) : (kernels, shard, _step, batch) => operator.backward(kernels, shard, batch);
    }),
  ]),
];

function inferring(operator: LayerOperator): ShardWork {
  const { infer } = operator;
  return infer ? infer.bind(operator) : (kernels, shard, _step, batch) => operator.forward(kernels, shard, batch);
}

function shardPhase(name: string, { shards, shardRows }: Network, works: readonly ShardWork[]): Phase {
  const items = Array.from(
    { length: shards },
    (_, index): WorkItem =>
      (kernels, step) => {
        const from = index * shardRows;
        const to = Math.min(from + shardRows, step.rows);
        if (from >= to) return;
        const shard = { index, from, to };
        const batch = batchOf(step, shardRows);
        for (const work of works) work(kernels, shard, step, batch);
      },
  );
  return { name, items };
}

const batchOf = ({ iteration, rows, statisticsKept }: Step, shardRows: number): Batch => ({
  iteration,
  rows,
  shards: Math.ceil(rows / shardRows),
  statisticsKept,
});

function updatePhases(network: Network, optimizer: Optimizer, states: OptimizerStates, layout: Layout, clipNorm: number): Phase[] {
  const items = network.operators.flatMap((operator) => operator.gradients);
  const compute = (item: GradientItem, kernels: Kernels, step: Step) => item.compute(kernels, batchOf(step, network.shardRows));
  const update = (item: GradientItem) => {
    const ranges = item.stretches.map((stretch) => {
      const range = rangeOf(item.parameter, stretch, states);
      const average = states.get(item.parameter)?.get(AVERAGE);
      const averaged = average === undefined ? null : { average: average + stretch.from, x: range.parameters };
      return { range, apply: optimizer.updateOf(range), averaged };
    });
    const decay = item.parameter.decays ? optimizer.weightDecay : 0;
    return (kernels: Kernels, { learningRate, iteration, averaging = 0 }: Step, scale: number) => {
      for (const { range, apply, averaged } of ranges) {
        if (scale !== 1 || decay !== 0) kernels.prepareGradient(range, { scale, decay });
        apply(kernels, learningRate, iteration);
        if (averaged && averaging > 0) kernels.average(averaged, range.count, averaging);
      }
      item.updated?.(kernels);
    };
  };

  if (clipNorm === 0) {
    return [
      {
        name: 'gradients and update',
        items: items.map((item): WorkItem => {
          const apply = update(item);
          return (kernels, step) => {
            compute(item, kernels, step);
            apply(kernels, step, 1);
          };
        }),
      },
    ];
  }
  const stretches = inTheirParameters(items);
  const squares = layout.reserveValues(padded(stretches.length));
  const places = new Map(stretches.map((stretch, index) => [stretch, squares + index]));
  const placeOf = (stretch: Stretch) => places.get(stretch) ?? missingStretch(stretch);
  const scale = layout.reserveValues(1);
  return [
    {
      name: 'gradients',
      items: items.map((item): WorkItem => {
        const sums = item.stretches.map((stretch) => ({ ...stretch, to: placeOf(stretch) }));
        return (kernels, step) => {
          compute(item, kernels, step);
          for (const { from, count, to } of sums) kernels.sumOfSquares(item.parameter.gradient + from, count, to);
        };
      }),
    },
    {
      name: 'norm',
      items: [
        ({ memory: { values } }) => {
          let sum = 0;
          for (let index = 0; index < stretches.length; index++) sum += floatAt(values, squares + index);
          values[scale] = Math.min(1, clipNorm / Math.sqrt(sum));
        },
      ],
    },
    {
      name: 'update',
      items: items.map((item): WorkItem => {
        const apply = update(item);
        return (kernels, step) => apply(kernels, step, floatAt(kernels.memory.values, scale));
      }),
    },
  ];
}

function missingStretch({ from }: Stretch): never {
  throw new Error(`no square is reserved for the stretch from ${from}`);
}

/** The stretches of all items as they stand in memory, parameter after parameter. */
function inTheirParameters(items: readonly GradientItem[]): Stretch[] {
  const parameters = [...new Set(items.map(({ parameter }) => parameter))];
  return parameters.flatMap((parameter) =>
    items
      .filter((item) => item.parameter === parameter)
      .flatMap(({ stretches }) => stretches)
      .toSorted((a, b) => a.from - b.from),
  );
}

const rangeOf = (parameter: Parameter, { from, count }: Stretch, states: OptimizerStates): ParameterRange => ({
  parameters: parameter.offset + from,
  gradients: parameter.gradient + from,
  state: (name) => stateOf(states, parameter, name) + from,
  count,
  decays: parameter.decays,
});

/** Runs a plan on the calling thread. */
export function runPlan(plan: Plan, kernels: Kernels, step: Step): void {
  for (const phase of plan) for (const item of phase.items) item(kernels, step);
}
