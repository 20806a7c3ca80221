/**
 * Test-time averaging (Krizhevsky et al. 2012): what a network says of an image is averaged over views of it, moved by a pixel
 * and turned a little. What it says of the image alone is another figure, and is always told beside it.
 */
import type { Distortion } from '../analysis/distortions/distortion';
import { moved, turned } from '../analysis/distortions/geometry';
import { planesOf, together } from '../analysis/distortions/planes';
import { ensemble } from '../analysis/ensemble';
import { ImageSet } from '../data/image-set';
import type { Recipe } from '../data/recipe';
import type { Classifier } from './classifier';
import type { Predictions } from './evaluation';

const DEGREES = 5;

/** Beside the image as it is. */
const views: readonly Pick<Distortion, 'id' | 'apply'>[] = [
  ...[moved(-1, 0), moved(1, 0), moved(0, -1), moved(0, 1)],
  ...[turned(-DEGREES), turned(DEGREES)],
];

/** Views of each image, the one as it is among them. */
export const TEST_TIME_VIEWS = views.length + 1;

/** `plain`: what the network says of the images as they are. Yields the share done, 0 … 1. */
export function* averagedOverViews(
  classifier: Classifier,
  set: ImageSet,
  plain: Predictions,
  recipe: Recipe,
): Generator<number, Predictions> {
  const opinions: Predictions[] = [plain];
  for (const [index, view] of views.entries()) {
    const steps = classifier.predictions(seen(set, view, recipe));
    for (;;) {
      const { done, value } = steps.next();
      if (done) {
        opinions.push(value);
        break;
      }
      yield (index + value / set.count) / views.length;
    }
  }
  return ensemble(opinions, set.labels, set.classes.length, 'mean');
}

function seen(set: ImageSet, { apply }: Pick<Distortion, 'apply'>, recipe: Recipe): ImageSet {
  const pixels = new Uint8Array(set.pixels.length);
  for (let image = 0; image < set.count; image++) {
    const planes = planesOf(set, image, recipe).map((plane) => apply(plane, image).pixels);
    pixels.set(together(planes, recipe), image * set.size);
  }
  return new ImageSet(set.shape, set.classes, pixels, set.labels);
}
