import type { Engine, SimdEngine } from './engine';
import { narrow } from './narrow';
import { wide } from './wide';

/** The fast implementations of the kernels, all with the same bits. A new one is its file and a line here. */
export const engines: readonly SimdEngine[] = [narrow, wide];

let chosen: Engine | undefined;
let choose: () => Engine = () => narrow;

/** Says how this process finds its engine, once, when it first computes; where nobody does it is the one that runs everywhere. */
export function chooseEngineBy(way: () => Engine): void {
  chosen = undefined;
  choose = way;
}

function current(): Engine {
  chosen ??= choose();
  return chosen;
}

/** The one that this process computes with. */
export const engine: Engine = {
  get name() {
    return current().name;
  },
  join: (memory, thread) => current().join(memory, thread),
  create: (size) => current().create(size),
};
