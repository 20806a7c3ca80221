/** What the networks that predict in Draw take: the shape of their images, and their classes. */
import type { ModelSummary } from '@shared/contracts/run';
import { DIGIT_CLASSES } from '@shared/data/digits/digit-classes';
import { DIGIT_SIDE } from '@shared/data/digits/normalise';
import type { ImageShape } from '@shared/data/image-set';
import type { Recipe } from '@shared/data/recipe';

export interface Form {
  readonly input: ImageShape;
  readonly classes: readonly string[];
  readonly recipe: Recipe;
}

export const digitForm: Form = { input: [DIGIT_SIDE, DIGIT_SIDE, 1], classes: DIGIT_CLASSES, recipe: 'mnist' };

export const formOf = ({ input, classes, recipe }: Pick<ModelSummary, 'input' | 'classes' | 'recipe'>): Form => ({
  input,
  classes,
  recipe,
});

/** Of those that take the same images. */
export const inputKey = ({ input, recipe }: Form): string => `${input.join('×')} ${recipe}`;
