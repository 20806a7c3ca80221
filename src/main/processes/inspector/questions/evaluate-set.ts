import { ensemble } from '@shared/analysis/ensemble';
import type { Answers } from '@shared/training/evaluation';
import { assertFits } from '../../../models/ready-models';
import { runSliced } from '../../run-sliced';
import { selectionOf } from '../selection';
import type { QuestionFunction } from '.';

export const evaluateSet: QuestionFunction<'evaluateSet'> = async ({ model: id, set, of, others, rule }, context) => {
  const { surroundings, progress, signal } = context;
  const model = await context.model(id);
  const selection = await selectionOf(set, of ? await context.model(of) : model, surroundings.folders);
  const { images, key, positions, checksum } = selection;
  const { count, shape } = images;
  const ids = [id, ...others];
  const opinions: Answers[] = [];
  for (const each of ids) {
    const member = await context.model(each);
    assertFits(member, shape);
    const last = (done: number) => progress((opinions.length + done / count) / ids.length);
    opinions.push(await member.withTeam(surroundings.threads, (classifier) => runSliced(classifier.answers(images), { signal, last })));
  }
  // A copy: what is sent would take the whole file along.
  const labels = new Uint8Array(images.labels);
  const [alone] = opinions;
  const answers = alone && opinions.length === 1 ? alone : ensemble(opinions, labels, images.classes.length, rule);
  return {
    ...answers,
    members: ids.length,
    set,
    key,
    count,
    height: shape[0],
    width: shape[1],
    classes: images.classes,
    labels,
    positions,
    checksum,
    iteration: model.iteration,
  };
};
