import { numberAt } from '../at';

/** Iterations that the smoothed curve looks back on, about. */
const MEMORY = 25;

interface Smoothing {
  mean: number;
  weight: number;
  readonly result: number[];
}

const known = new WeakMap<readonly number[], Smoothing>();

/**
 * A causal exponential mean, freed of its bias towards the start (as Adam frees its moments): a point never changes later.
 * Lists that only grow are smoothed on from where they were.
 */
export function smoothed(values: readonly number[]): readonly number[] {
  let state = known.get(values);
  if (!state || state.result.length > values.length) state = { mean: 0, weight: 0, result: [] };
  const keep = 1 - 1 / MEMORY;
  for (let index = state.result.length; index < values.length; index++) {
    state.mean = keep * state.mean + (1 - keep) * numberAt(values, index);
    state.weight = keep * state.weight + (1 - keep);
    state.result.push(state.mean / state.weight);
  }
  known.set(values, state);
  return state.result;
}
