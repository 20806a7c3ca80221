import { selectionOf } from '../selection';
import type { QuestionFunction } from '.';

/** Pixels of a stretch of a set, image after image. */
export const imagesOf: QuestionFunction<'imagesOf'> = async ({ model, set, from, to }, context) => {
  const { images } = await selectionOf(set, await context.model(model), context.surroundings.folders);
  return new Uint8Array(images.slice(from, to).pixels);
};
