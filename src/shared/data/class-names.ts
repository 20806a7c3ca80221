/** Classes are the same where they are called the same, whatever their order; those that nobody named go by their place. */
import { byteAt } from '../at';
import { KasaneError } from '../kasane-error';
import { type Phrase, phrase } from '../phrase';
import { type Dataset, ImageSet } from './image-set';

/** `0` to `n − 1`, as labels count that have no names. */
export const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index));

const isNumbered = (classes: readonly string[]) => classes.every((name, index) => name === String(index));

/**
 * At each class of `data`, its place among the classes of a network; null where the network does not know one of them. Where
 * one of the two only counts its classes, and they share no name, they go by their places.
 */
export function placesAmong(network: readonly string[], data: readonly string[]): readonly number[] | null {
  const places = data.map((name) => network.indexOf(name));
  if (!places.includes(-1)) return places;
  const isCounted = network.length === data.length && (isNumbered(network) || isNumbered(data));
  return isCounted && places.every((place) => place === -1) ? data.map((_, index) => index) : null;
}

/** What a trained network's classes are called: by itself, or as the images' where it only counts them. */
export const namesOfTrained = (network: readonly string[], data: readonly string[]): readonly string[] =>
  isNumbered(network) && network.length === data.length && placesAmong(network, data) ? data : network;

/** Why a network cannot tell these images apart; null where it can. */
export function classMisfit(network: readonly string[], data: readonly string[]): Phrase | null {
  if (placesAmong(network, data)) return null;
  return phrase`predicts ${listed(network)}; the images are of ${listed(data)}`;
}

const SHOWN = 4;

const listed = (classes: readonly string[]): string =>
  classes.length <= SHOWN ? classes.join(', ') : `${classes.slice(0, SHOWN - 1).join(', ')}, … (${classes.length})`;

/** The images with their labels counted as a network counts its classes. Throws a KasaneError where it does not know them. */
export function labelledAs(set: ImageSet, network: readonly string[]): ImageSet {
  const { shape, classes, pixels, labels } = set;
  const misfit = classMisfit(network, classes);
  const places = placesAmong(network, classes);
  if (misfit || !places) throw new KasaneError(phrase`this network ${misfit ?? ''}; choose a network or images of the other’s classes`);
  // Names are those of the data, where the network has none.
  const names = isNumbered(network) && network.length === classes.length ? classes : network;
  const isInOrder = places.every((place, index) => place === index);
  if (isInOrder && names.length === classes.length && names.every((name, index) => name === classes[index])) return set;
  const counted = isInOrder ? labels : Uint8Array.from(labels, (label) => places[label] ?? 0);
  return new ImageSet(shape, names, pixels, counted);
}

/** How many images there are of each class. */
export function classCounts({ classes, labels }: Pick<ImageSet, 'classes' | 'labels'>): number[] {
  const counts = new Array<number>(classes.length).fill(0);
  for (let image = 0; image < labels.length; image++) {
    const label = byteAt(labels, image);
    counts[label] = (counts[label] ?? 0) + 1;
  }
  return counts;
}

/**
 * The parts of a dataset by the classes of a network, which may have them in another order, or more of them, as an older Kasane
 * counted ten whatever there were; as they are where it does not know them.
 */
export function byClasses(
  { training, validation, test }: Dataset,
  network: readonly string[],
): Pick<Dataset, 'training' | 'validation' | 'test'> {
  const isUnknown = placesAmong(network, training.classes) === null;
  const by = (set: ImageSet) => (isUnknown ? set : labelledAs(set, network));
  return { training: by(training), test: by(test), ...(validation && { validation: by(validation) }) };
}
