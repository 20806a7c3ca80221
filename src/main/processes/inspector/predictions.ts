/** What a model predicts of every image of a set, as an ensemble with others where there are any. */
import { ensemble, inOrderOf } from '@shared/analysis/ensemble';
import type { QuestionInput } from '@shared/contracts/questions';
import { labelledAs } from '@shared/data/class-names';
import type { ImageSet } from '@shared/data/image-set';
import type { Predictions } from '@shared/training/evaluation';
import { assertFits } from '../../models/fits';
import { runSliced } from '../run-sliced';
import type { QuestionContext } from './questions';
import { type Selection, selectionOf } from './selection';

/** The newest of each set in memory: several questions are about the predictions that are shown. */
const newest = new WeakMap<ImageSet, { readonly key: string; readonly predictions: Predictions }>();

export interface PredictedSet {
  readonly selection: Selection;
  readonly predictions: Predictions;
  /** Of the first model's parameters. */
  readonly iteration: number | null;
}

export async function predictionsOf(
  { model: id, set, of, others, rule }: QuestionInput<'evaluateSet'>,
  { model: modelOf, refOf, surroundings, progress, signal }: QuestionContext,
): Promise<PredictedSet> {
  const model = await modelOf(id);
  const owner = of ? await modelOf(of) : model;
  const selection = await selectionOf(set, owner, surroundings.folders);
  const { classes } = owner.spec.network;
  const images = labelled(selection.images, classes);
  const ids = [id, ...others];
  const key = JSON.stringify([rule, ids.map((each) => refOf(each).key)]);
  const known = newest.get(images);
  const labelledSelection = { ...selection, images };
  if (known?.key === key) return { selection: labelledSelection, predictions: known.predictions, iteration: model.iteration };
  const opinions: Predictions[] = [];
  for (const each of ids) {
    const member = await modelOf(each);
    assertFits(member, images.shape);
    const last = (done: number) => progress((opinions.length + done / images.count) / ids.length);
    const own = await member.withTeam(surroundings.threads, (classifier) => runSliced(classifier.predictions(images), { signal, last }));
    opinions.push(inOrderOf(own, member.spec.network.classes, classes, images.labels));
  }
  const [alone] = opinions;
  const predictions = alone && opinions.length === 1 ? alone : ensemble(opinions, images.labels, images.classes.length, rule);
  newest.set(images, { key, predictions });
  return { selection: labelledSelection, predictions, iteration: model.iteration };
}

/** The newest of each set, by the classes of the model that it was asked for last. */
const relabelled = new WeakMap<ImageSet, { readonly key: string; readonly images: ImageSet }>();

function labelled(set: ImageSet, classes: readonly string[]): ImageSet {
  const key = JSON.stringify(classes);
  const known = relabelled.get(set);
  if (known?.key === key) return known.images;
  const images = labelledAs(set, classes);
  relabelled.set(set, { key, images });
  return images;
}
