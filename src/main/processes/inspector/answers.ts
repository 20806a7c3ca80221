/** What a model predicts of every image of a set, as an ensemble with others where there are any. */
import { ensemble } from '@shared/analysis/ensemble';
import type { QuestionInput } from '@shared/contracts/questions';
import type { ImageSet } from '@shared/data/image-set';
import type { Answers } from '@shared/training/evaluation';
import { assertFits } from '../../models/ready-models';
import { runSliced } from '../run-sliced';
import type { QuestionContext } from './questions';
import { type Selection, selectionOf } from './selection';

/** The newest of each set in memory: several questions are about the answers that are shown. */
const newest = new WeakMap<ImageSet, { readonly key: string; readonly answers: Answers }>();

export interface AnsweredSet {
  readonly selection: Selection;
  readonly answers: Answers;
  /** Of the first model's parameters. */
  readonly iteration: number | null;
}

export async function answersOf(
  { model: id, set, of, others, rule }: QuestionInput<'evaluateSet'>,
  { model: modelOf, refOf, surroundings, progress, signal }: QuestionContext,
): Promise<AnsweredSet> {
  const model = await modelOf(id);
  const selection = await selectionOf(set, of ? await modelOf(of) : model, surroundings.folders);
  const { images } = selection;
  const ids = [id, ...others];
  const key = JSON.stringify([rule, ids.map((each) => refOf(each).key)]);
  const known = newest.get(images);
  if (known?.key === key) return { selection, answers: known.answers, iteration: model.iteration };
  const opinions: Answers[] = [];
  for (const each of ids) {
    const member = await modelOf(each);
    assertFits(member, images.shape);
    const last = (done: number) => progress((opinions.length + done / images.count) / ids.length);
    opinions.push(await member.withTeam(surroundings.threads, (classifier) => runSliced(classifier.answers(images), { signal, last })));
  }
  const [alone] = opinions;
  const answers = alone && opinions.length === 1 ? alone : ensemble(opinions, images.labels, images.classes.length, rule);
  newest.set(images, { key, answers });
  return { selection, answers, iteration: model.iteration };
}
