/** Predictions of images that nobody labelled, as Kaggle's competitions take them. */
import { byteAt } from '@shared/at';
import { ImageSet, type UnlabelledImages } from '@shared/data/image-set';
import type { Classifier } from '@shared/training/classifier';
import { complete } from '@shared/training/evaluation';

/** `ImageId,Label`, by what the images are called, else numbered from 1 on. */
export function submissionCsv(
  classifier: Pick<Classifier, 'predictions'>,
  { shape, pixels, count, ids }: UnlabelledImages,
  names: readonly string[],
): string {
  const { predicted } = complete(classifier.predictions(new ImageSet(shape, names, pixels, new Uint8Array(count))));
  const lines = Array.from(
    { length: count },
    (_, image) => `${quoted(ids?.[image] ?? String(image + 1))},${quoted(names[byteAt(predicted, image)] ?? '')}`,
  );
  return `ImageId,Label\n${lines.join('\n')}\n`;
}

const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
