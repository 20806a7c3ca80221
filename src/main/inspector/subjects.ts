/** Subjects that were asked lately stay in memory, ready to answer. */
import type { LabelledImages } from '@shared/data/dataset';
import type { SubjectRef } from '@shared/ipc/inspector-messages';
import { KasaneError } from '@shared/kasane-error';
import { createSimdKernels } from '@shared/kernels/simd/simd';
import { phrase } from '@shared/phrase';
import { type Classifier, createClassifier } from '@shared/training/classifier';
import { createExaminer, type Examiner } from '@shared/training/examiner';
import { soloTeam } from '@shared/training/team';
import { loadSubject, type Subject } from '../subjects/subject';
import { threadTeam } from '../threads/team';

export interface ReadySubject extends Subject {
  /** On the calling thread, at once. */
  readonly classifier: Classifier;
  examiner(): Examiner;
  /** With so many threads, which stay ready for the next work. */
  withTeam<Result>(threads: number, work: (classifier: Classifier) => Promise<Result>): Promise<Result>;
  /** Lets its threads go, once their work is done. */
  close(): void;
}

const MOST_KEPT = 6;
/** In the order in which they were last asked for. */
const kept = new Map<string, Promise<ReadySubject>>();

/** Throws what loading it throws. */
export function subjectOf({ key, source }: SubjectRef): Promise<ReadySubject> {
  const found = kept.get(key) ?? loadSubject(source).then(ready);
  kept.delete(key);
  kept.set(key, found);
  found.catch(() => kept.delete(key));
  for (const old of [...kept.keys()].slice(0, -MOST_KEPT)) {
    void kept.get(old)?.then(
      (subject) => subject.close(),
      () => undefined,
    );
    kept.delete(old);
  }
  return found;
}

function ready(subject: Subject): ReadySubject {
  const { spec, tensors } = subject;
  const { network, data } = spec;
  let examiner: Examiner | null = null;
  // Kept, for each takes a memory of its own, which is given back only when the garbage collector comes to it.
  const teams = new Map<number, Classifier>();
  let working = 0;
  let closing = false;
  const closeIfIdle = () => {
    if (!closing || working > 0) return;
    for (const classifier of teams.values()) classifier.close();
    teams.clear();
  };
  return {
    ...subject,
    classifier: createClassifier(network, data.scaling, tensors, soloTeam(createSimdKernels)),
    examiner() {
      examiner ??= createExaminer(network, data.scaling, tensors, createSimdKernels);
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
  { height, width }: Pick<LabelledImages, 'height' | 'width'>,
): void {
  if (input[0] === height && input[1] === width) return;
  throw new KasaneError(
    phrase`this network takes images of ${input[0]}×${input[1]}, these are of ${height}×${width}; choose a network or images of the other’s size`,
  );
}
