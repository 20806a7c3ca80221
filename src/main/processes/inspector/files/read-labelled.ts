/** Labelled images of any source as drawings of a set: a set as it is, pictures by their ink. */
import { basename } from 'node:path';
import { ImageSet, sameShape } from '@shared/data/image-set';
import { DatasetError } from '@shared/data/sources/dataset-error';
import { SAMPLE_SHAPE } from '@shared/data/sources/drawn-set-file';
import { usualOptions } from '@shared/data/sources/options';
import { shapeText } from '@shared/nn/shape';
import { phrase } from '@shared/phrase';
import { recognisePlace } from '../../../datasets/open-place';
import type { FileFunction } from '.';

export const readLabelled: FileFunction<'readLabelled'> = async ({ paths }, { signal }) => {
  const { recognised } = await recognisePlace(paths, { ...usualOptions, ink: true });
  const found = await recognised.read({ signal });
  const name = recognised.name ?? basename(paths[0] ?? '').replace(/\.[^.]+$/, '');
  if (!sameShape(found.shape, SAMPLE_SHAPE))
    throw new DatasetError(name, phrase`holds images of ${shapeText(found.shape)}; drawings are ${shapeText(SAMPLE_SHAPE)}`);
  const parts = [found.training, found.validation, found.test].flatMap((part) =>
    part ? [new ImageSet(found.shape, found.classes, part.pixels, part.labels)] : [],
  );
  if (parts.length === 0)
    throw new DatasetError(name, phrase`holds no images with labels; put those of each class into a folder of its name`);
  const { labels, pixels } = parts.reduce((before, more) => before.join(more));
  return {
    ...{ name, classes: found.classes, labels, pixels },
    leftOut: found.leftOut.slice(0, MOST_TOLD),
    leftOutCount: found.leftOutCount ?? found.leftOut.length,
  };
};

const MOST_TOLD = 20;
