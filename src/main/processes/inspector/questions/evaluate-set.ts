import { holdModels } from '../../../models/ready-models';
import { predictionsOf } from '../predictions';
import type { QuestionFunction } from '.';

export const evaluateSet: QuestionFunction<'evaluateSet'> = async (question, context) => {
  const members = [question.model, ...question.others].map((id) => context.refOf(id));
  holdModels(members, question.of !== null);
  const { predictions, iteration, selection } = await predictionsOf(question, context);
  const { images, key, positions, checksum } = selection;
  const { count, shape, classes } = images;
  return {
    ...predictions,
    members: 1 + question.others.length,
    set: question.set,
    key,
    count,
    height: shape[0],
    width: shape[1],
    channels: shape[2],
    classes,
    // A copy: what is sent would take the whole file along.
    labels: new Uint8Array(images.labels),
    positions,
    checksum,
    iteration,
    versions: Object.fromEntries(members.map(({ id, key }) => [id, key])),
  };
};
