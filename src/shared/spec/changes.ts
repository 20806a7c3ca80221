/**
 * What may be changed of a run while it trains: every setting that keeps the shapes of its parameters and the way its data
 * are dealt out, so that the run goes on from where it is.
 */
import { describeNetwork } from '../nn/description';
import { type Phrase, phrase } from '../phrase';
import { parseRunSpec, SpecError } from './parse-run-spec';
import type { RunSpec } from './run-spec';

/** From the iteration after `iteration` on, a run trains by `spec`. */
export interface SpecChange {
  readonly iteration: number;
  readonly spec: RunSpec;
}

/** Settings that a run keeps, by path, and why. */
const kept: readonly (readonly [string, (spec: RunSpec) => unknown, Phrase])[] = [
  ['seed', (spec) => spec.seed, phrase`decides the initial values`],
  ['data', (spec) => spec.data, phrase`decides which images are trained on`],
  ['training.batchSize', (spec) => spec.training.batchSize, phrase`decides how images are dealt out`],
  ['training.sampling', (spec) => spec.training.sampling, phrase`decides how images are dealt out`],
  ['training.duration.unit', (spec) => spec.training.duration.unit, phrase`is what its length is counted in`],
  ['optimizer.type', (spec) => spec.optimizer.type, phrase`keeps numbers of its own`],
  ['training.averaging.type', (spec) => spec.training.averaging.type, phrase`keeps numbers of its own`],
  ['training.averaging.from', (spec) => spec.training.averaging.from, phrase`decides which parameters are averaged`],
  ['network.input', (spec) => spec.network.input, phrase`is the size of the images`],
  ['network.classes', (spec) => spec.network.classes, phrase`is what images are predicted as`],
];

const shapesOf = ({ network }: RunSpec) =>
  describeNetwork(network).map(({ spec, parameters }) => [spec.type, parameters.map(({ name, shape }) => [name, shape])]);

/** Throws a SpecError that names what a run in training cannot change. */
export function assertChangeable(before: RunSpec, after: RunSpec): void {
  parseRunSpec(after);
  for (const [path, value, why] of kept) {
    if (JSON.stringify(value(before)) !== JSON.stringify(value(after))) {
      throw new SpecError([{ path, text: phrase`cannot be changed while a run trains: it ${why}; start a new run for that` }]);
    }
  }
  if (JSON.stringify(shapesOf(before)) !== JSON.stringify(shapesOf(after))) {
    const text = phrase`its layers and their shapes cannot be changed while a run trains; start a new run for that`;
    throw new SpecError([{ path: 'network.layers', text }]);
  }
}

/** A change beside those there are; of several at one iteration the last counts. */
export const withChange = (changes: readonly SpecChange[], change: SpecChange): SpecChange[] => [
  ...changes.filter(({ iteration }) => iteration < change.iteration),
  change,
];

/** The spec a run trains by after `iteration`. */
export const specAt = (first: RunSpec, changes: readonly SpecChange[], iteration: number): RunSpec =>
  changes.findLast((change) => change.iteration <= iteration)?.spec ?? first;

/** The spec a run trains by now, or trained by last. */
export const currentSpecOf = ({ spec, changes }: { readonly spec: RunSpec; readonly changes: readonly SpecChange[] }): RunSpec =>
  changes.at(-1)?.spec ?? spec;

export interface Difference {
  /** `optimizer.learningRate` */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Where two specs differ, leaf by leaf. */
export function differences(before: unknown, after: unknown, path = ''): Difference[] {
  if (Object.is(before, after)) return [];
  if (typeof before !== 'object' || typeof after !== 'object' || before === null || after === null) return [{ path, before, after }];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const place = (key: string) => (Array.isArray(after) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`);
  return keys.flatMap((key) => differences(Reflect.get(before, key), Reflect.get(after, key), place(key)));
}
