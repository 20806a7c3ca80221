/**
 * Every kind of augmentation, in the order in which they act on an image. A place in the list is part of the random
 * numbers' counter: a new kind goes to the end, where it may be moved by nothing and mark last.
 */
import type { Kind } from '../../../kind';
import type { Augmentation } from './augmentation';
import { elastic } from './elastic';
import { erasing } from './erasing';
import { noise } from './noise';
import { rotation } from './rotation';
import { scale } from './scale';
import { shear } from './shear';
import { shift } from './shift';
import { thickness } from './thickness';

export const augmentationKinds: readonly Kind<Augmentation>[] = [shift, rotation, scale, shear, elastic, thickness, noise, erasing];
