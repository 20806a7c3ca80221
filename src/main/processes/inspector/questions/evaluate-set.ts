import { ensemble } from '@shared/analysis/ensemble';
import type { Answers } from '@shared/training/evaluation';
import { assertFits, subjectOf } from '../../../models/ready-models';
import { pull } from '../progress';
import { selectionOf } from '../selection';
import type { TaskFunction } from '.';

export const evaluateSet: TaskFunction<'evaluateSet'> = async ({ subject: ref, set, of, sources, threads, others, rule }, context) => {
  const subject = await subjectOf(ref);
  const selection = await selectionOf(set, of ? await subjectOf(of) : subject, sources);
  const { images, key, positions, checksum } = selection;
  const { count, shape } = images;
  const refs = [ref, ...others];
  const opinions: Answers[] = [];
  for (const each of refs) {
    const member = await subjectOf(each);
    assertFits(member, shape);
    const share = (done: number) => (opinions.length + done / count) / refs.length;
    opinions.push(await member.withTeam(threads, (classifier) => pull(classifier.answers(images), context, share)));
  }
  // A copy: what is sent would take the whole file along.
  const labels = new Uint8Array(images.labels);
  const [alone] = opinions;
  const answers = alone && opinions.length === 1 ? alone : ensemble(opinions, labels, images.classes.length, rule);
  return {
    ...answers,
    members: refs.length,
    set,
    key,
    count,
    height: shape[0],
    width: shape[1],
    classes: images.classes,
    labels,
    positions,
    checksum,
    iteration: subject.iteration,
  };
};

/** Pixels of a stretch of a set, image after image. */
export const imagesOf: TaskFunction<'imagesOf'> = async ({ subject, set, sources, from, to }) => {
  const { images } = await selectionOf(set, await subjectOf(subject), sources);
  return new Uint8Array(images.slice(from, to).pixels);
};
