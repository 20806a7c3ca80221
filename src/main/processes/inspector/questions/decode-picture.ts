import { decodePicture as decoded } from '@shared/data/pictures/decode';
import type { QuestionFunction } from '.';

export const decodePicture: QuestionFunction<'decodePicture'> = async ({ bytes, name }) => {
  const { width, height, data } = await decoded(bytes, name);
  return { width, height, data };
};
