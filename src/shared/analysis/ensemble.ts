/** Several classifiers as one: their mean probability, or a vote. */
import { byteAt, elementAt, floatAt } from '../at';
import { placesAmong } from '../data/class-names';
import { KasaneError } from '../kasane-error';
import { phrase } from '../phrase';

export const ensembleRules = ['mean', 'vote'] as const;
export type EnsembleRule = (typeof ensembleRules)[number];

/** What each says of the same images: probabilities [image][class] one after another, and the class it chose. */
export interface Opinion {
  readonly probabilities: Float32Array;
  readonly predicted: Uint8Array;
}

export interface EnsemblePredictions extends Opinion {
  /** −log of the mean probability of the label, nats. */
  readonly losses: Float32Array;
}

/**
 * Mean probabilities in either case; by vote the class that most chose counts, and on a tie the more probable one of those.
 * The smallest class wins where that is even too.
 */
export function ensemble(
  opinions: readonly Opinion[],
  labels: ArrayLike<number>,
  classes: number,
  rule: EnsembleRule,
): EnsemblePredictions {
  const count = labels.length;
  const probabilities = new Float32Array(count * classes);
  for (const opinion of opinions) {
    for (let i = 0; i < probabilities.length; i++)
      probabilities[i] = floatAt(probabilities, i) + floatAt(opinion.probabilities, i) / opinions.length;
  }
  const predicted = new Uint8Array(count);
  const losses = new Float32Array(count);
  const votes = new Float64Array(classes);
  for (let image = 0; image < count; image++) {
    votes.fill(0);
    if (rule === 'vote')
      for (const opinion of opinions) votes[byteAt(opinion.predicted, image)] = floatAt(votes, byteAt(opinion.predicted, image)) + 1;
    let best = 0;
    for (let each = 0; each < classes; each++) {
      // Probabilities are below 1, so that they only decide between as many votes.
      votes[each] = floatAt(votes, each) + floatAt(probabilities, image * classes + each) * (rule === 'vote' ? 0.999 : 1);
      if (floatAt(votes, each) > floatAt(votes, best)) best = each;
    }
    predicted[image] = best;
    losses[image] = -Math.log(Math.max(floatAt(probabilities, image * classes + elementAt(labels, image)), 1e-38));
  }
  return { probabilities, predicted, losses };
}

/**
 * What a network says, by the order in which another counts the same classes. Throws a KasaneError where it does not know them.
 */
export function inOrderOf(
  own: EnsemblePredictions,
  classes: readonly string[],
  wanted: readonly string[],
  labels: ArrayLike<number>,
): EnsemblePredictions {
  const places = placesAmong(classes, wanted);
  if (!places) throw new KasaneError(phrase`networks of different classes make no ensemble; choose those that tell the same apart`);
  if (classes.length === wanted.length && places.every((place, index) => place === index)) return own;
  const count = labels.length;
  const probabilities = Float32Array.from({ length: count * wanted.length }, (_, at) =>
    floatAt(own.probabilities, Math.floor(at / wanted.length) * classes.length + elementAt(places, at % wanted.length)),
  );
  return ensemble([{ probabilities, predicted: new Uint8Array(count) }], labels, wanted.length, 'mean');
}
