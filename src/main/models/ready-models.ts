/** Models that predicted lately stay in memory. */

import type { ModelRef, ModelSource } from '@shared/contracts/processes';
import { KasaneError } from '@shared/kasane-error';
import { engine } from '@shared/kernels/engines';
import { featuresOf, shapeText } from '@shared/nn/shape';
import { phrase } from '@shared/phrase';
import { type Classifier, createClassifier } from '@shared/training/classifier';
import { createExaminer, type Examiner } from '@shared/training/examiner';
import { soloTeam } from '@shared/training/team';
import { threadTeam } from '../threads/team';
import { loadModel, type Model } from './model';

export interface ReadyModel extends Model {
  /** On the calling thread, at once. */
  classifier(): Classifier;
  examiner(): Examiner;
  /** With so many threads, which stay ready for the next work. */
  withTeam<Result>(threads: number, work: (classifier: Classifier) => Promise<Result>): Promise<Result>;
  /** Lets its threads go for now, where they have nothing to do. */
  rest(): void;
  /** Its threads and their memory for another one of the same network, where they have nothing to do. To be closed then. */
  release(next: Model): Teams | null;
  /** Lets its threads go, once their work is done. */
  close(): void;
}

/** By the number of threads. */
type Teams = Map<number, Classifier>;

const MOST_KEPT = 6;
/** In the order of their last use. */
const kept = new Map<string, { readonly id: string; readonly model: Promise<ReadyModel> }>();

/** Keys of those that are being looked at: they stay, whatever is loaded. */
let held: ReadonlySet<string> = new Set();

/** The parameters that a question is about are no longer at hand. */
export class Outdated extends KasaneError {
  override name = 'Outdated';
}

/** Keeps these versions for what will be asked about them, in place of those that were held before or beside them. */
export function holdModels(refs: readonly ModelRef[], beside: boolean): void {
  held = new Set([...(beside ? held : []), ...refs.map(({ key }) => key)]);
}

/** Throws what loading it throws, and Outdated where it is of the past and no longer kept. */
export function modelOf({ id, key, isPast, source }: ModelRef): Promise<ReadyModel> {
  const same = kept.get(key);
  const known = same?.id === id ? same.model : undefined;
  if (!known && isPast) throw new Outdated(phrase`${id} has other parameters by now; evaluate it again`);
  const found = known ?? load(id, source);
  kept.delete(key);
  kept.set(key, { id, model: found });
  found.catch(() => kept.get(key)?.model === found && kept.delete(key));
  for (const [old, { model }] of [...kept].slice(0, -MOST_KEPT)) {
    if (held.has(old)) {
      void model.then(
        (each) => each.rest(),
        () => undefined,
      );
      continue;
    }
    void closed(model);
    kept.delete(old);
  }
  return found;
}

const closed = (model: Promise<ReadyModel>) =>
  model.then(
    (each) => each.close(),
    () => undefined,
  );

/** A run that has trained on takes over the threads of what it was, and its place, unless that is held. */
async function load(id: string, source: ModelSource): Promise<ReadyModel> {
  const before = [...kept].filter(([, each]) => each.id === id);
  const replaced = before.filter(([key]) => !held.has(key));
  for (const [key] of replaced) kept.delete(key);
  try {
    const model = await loadModel(source);
    const old = await before.at(-1)?.[1].model.catch(() => null);
    return ready(model, old?.release(model) ?? new Map());
  } finally {
    for (const [, each] of replaced) void closed(each.model);
  }
}

/** `teams`: kept, for each takes a memory of its own, which is given back only when the garbage collector comes to it. */
function ready(model: Model, teams: Teams): ReadyModel {
  const { spec, tensors } = model;
  const { network, data } = spec;
  let examiner: Examiner | null = null;
  let alone: Classifier | null = null;
  let working = 0;
  let closing = false;
  const rest = () => {
    if (working > 0) return;
    for (const classifier of teams.values()) classifier.close();
    teams.clear();
  };
  const closeIfIdle = () => {
    if (closing) rest();
  };
  return {
    ...model,
    classifier() {
      alone ??= createClassifier(network, data.scaling, tensors, soloTeam(engine.create));
      return alone;
    },
    examiner() {
      examiner ??= createExaminer(network, data.scaling, tensors, engine.create);
      return examiner;
    },
    async withTeam(threads, work) {
      const classifier = teams.get(threads) ?? createClassifier(network, data.scaling, tensors, threadTeam(threads));
      teams.set(threads, classifier);
      working += 1;
      try {
        return await work(classifier);
      } finally {
        working -= 1;
        closeIfIdle();
      }
    },
    rest,
    release({ spec: next, tensors: parameters }) {
      const isAlike = JSON.stringify([next.network, next.data.scaling]) === JSON.stringify([network, data.scaling]);
      if (!isAlike || working > 0 || closing) return null;
      for (const classifier of teams.values()) classifier.load(parameters);
      const released = new Map(teams);
      teams.clear();
      return released;
    },
    close() {
      closing = true;
      closeIfIdle();
    },
  };
}

/** Throws a KasaneError where bytes are no whole number of images that the network takes. */
export function assertWhole(
  {
    spec: {
      network: { input },
    },
  }: Model,
  images: Uint8Array,
): void {
  if (images.length > 0 && images.length % featuresOf(input) === 0) return;
  throw new KasaneError(phrase`${images.length} bytes are no images of ${shapeText(input)}; choose a network that takes them`);
}
