import { selectionOf } from '../datasets';
import { pull } from '../progress';
import { assertFits, subjectOf } from '../subjects';
import type { TaskFunction } from '.';

export const evaluateSet: TaskFunction<'evaluateSet'> = async ({ subject: ref, set, of, sources, threads }, context) => {
  const subject = await subjectOf(ref);
  const selection = await selectionOf(set, of ? await subjectOf(of) : subject, sources);
  assertFits(subject, selection);
  const { count, height, width, key, positions, checksum } = selection;
  const answers = await subject.withTeam(threads, (classifier) => pull(classifier.answers(selection), context, (done) => done / count));
  // A copy: what is sent would take the whole file along.
  const labels = new Uint8Array(selection.labels);
  return { ...answers, set, key, count, height, width, labels, positions, checksum, iteration: subject.iteration };
};

/** Pixels of a stretch of a set, image after image. */
export const imagesOf: TaskFunction<'imagesOf'> = async ({ subject, set, sources, from, to }) => {
  const { images, height, width } = await selectionOf(set, await subjectOf(subject), sources);
  return new Uint8Array(images.subarray(from * height * width, to * height * width));
};
