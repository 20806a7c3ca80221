/** Subjects that were asked lately stay in memory, ready to answer. */

import type { SubjectRef, SubjectSource } from '@shared/contracts/inspector-messages';
import type { ImageShape } from '@shared/data/image-set';
import { KasaneError } from '@shared/kasane-error';
import { engine } from '@shared/kernels/engines';
import { phrase } from '@shared/phrase';
import { type Classifier, createClassifier } from '@shared/training/classifier';
import { createExaminer, type Examiner } from '@shared/training/examiner';
import { soloTeam } from '@shared/training/team';
import { threadTeam } from '../threads/team';
import { loadSubject, type Subject } from './model';

export interface ReadySubject extends Subject {
  /** On the calling thread, at once. */
  classifier(): Classifier;
  examiner(): Examiner;
  /** With so many threads, which stay ready for the next work. */
  withTeam<Result>(threads: number, work: (classifier: Classifier) => Promise<Result>): Promise<Result>;
  /** Its threads and their memory for another one of the same network, where they have nothing to do. To be closed then. */
  release(next: Subject): Teams | null;
  /** Lets its threads go, once their work is done. */
  close(): void;
}

/** By the number of threads. */
type Teams = Map<number, Classifier>;

const MOST_KEPT = 6;
/** In the order in which they were last asked for. */
const kept = new Map<string, { readonly id: string; readonly subject: Promise<ReadySubject> }>();

/** Throws what loading it throws. */
export function subjectOf({ id, key, source }: SubjectRef): Promise<ReadySubject> {
  const found = kept.get(key)?.subject ?? load(id, source);
  kept.delete(key);
  kept.set(key, { id, subject: found });
  found.catch(() => kept.get(key)?.subject === found && kept.delete(key));
  for (const [old, { subject }] of [...kept].slice(0, -MOST_KEPT)) {
    void closed(subject);
    kept.delete(old);
  }
  return found;
}

const closed = (subject: Promise<ReadySubject> | undefined) =>
  subject?.then(
    (each) => each.close(),
    () => undefined,
  );

/** A run that has trained on takes the place of what it was, and its threads. */
async function load(id: string, source: SubjectSource): Promise<ReadySubject> {
  const [before] = [...kept].filter(([, each]) => each.id === id);
  if (before) kept.delete(before[0]);
  try {
    const subject = await loadSubject(source);
    const old = await before?.[1].subject.catch(() => null);
    return ready(subject, old?.release(subject) ?? new Map());
  } finally {
    void closed(before?.[1].subject);
  }
}

/** `teams`: kept, for each takes a memory of its own, which is given back only when the garbage collector comes to it. */
function ready(subject: Subject, teams: Teams): ReadySubject {
  const { spec, tensors } = subject;
  const { network, data } = spec;
  let examiner: Examiner | null = null;
  let alone: Classifier | null = null;
  let working = 0;
  let closing = false;
  const closeIfIdle = () => {
    if (!closing || working > 0) return;
    for (const classifier of teams.values()) classifier.close();
    teams.clear();
  };
  return {
    ...subject,
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
  }: Subject,
  images: Uint8Array,
): void {
  const size = input[0] * input[1];
  if (images.length > 0 && images.length % size === 0) return;
  throw new KasaneError(phrase`${images.length} bytes are no images of ${input[0]}×${input[1]}; choose a network that takes them`);
}

/** Throws a KasaneError where the images are not of the size that the network takes. */
export function assertFits(
  {
    spec: {
      network: { input },
    },
  }: Subject,
  [height, width]: ImageShape,
): void {
  if (input[0] === height && input[1] === width) return;
  throw new KasaneError(
    phrase`this network takes images of ${input[0]}×${input[1]}, these are of ${height}×${width}; choose a network or images of the other’s size`,
  );
}
