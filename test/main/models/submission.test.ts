import { expect, it } from 'vitest';
import { submissionCsv } from '../../../src/main/models/submission';

it('a submission has a line for each image, numbered from 1, with the name of its class', () => {
  const images = { shape: [8, 8, 1] as const, count: 3, pixels: new Uint8Array(3 * 64) };
  const predictions = function* () {
    yield 3;
    return { predicted: Uint8Array.of(1, 0, 2), probabilities: new Float32Array(9) };
  };
  const classifier = { predictions } as unknown as Parameters<typeof submissionCsv>[0];
  expect(submissionCsv(classifier, images, ['cat', 'dog, "big"', 'owl'])).toBe('ImageId,Label\n1,"dog, ""big"""\n2,cat\n3,owl\n');
});
