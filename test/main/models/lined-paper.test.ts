/** Test digits on lined, squared, boxed and framed paper are read by the network that comes with Kasane as on plain paper. */
import { resolve } from 'node:path';
import { inkOf } from '@shared/data/digits/ink';
import { normalisePicture } from '@shared/data/digits/normalise';
import { engine } from '@shared/kernels/engines';
import { createClassifier } from '@shared/training/classifier';
import { soloTeam } from '@shared/training/team';
import { expect, it } from 'vitest';
import { readShippedModel } from '../../../src/main/models/shipped-model';
import { realMnist } from '../../support/digits';
import { byLength } from '../../support/length';
import { papers, Sheet, SIDE } from '../../support/paper';

const { spec, tensors } = await readShippedModel(resolve(import.meta.dirname, '../../../resources/models/accurate-cnn'));
const classifier = createClassifier(spec.network, spec.data.scaling, tensors, soloTeam(engine.create));
const { test } = realMnist();
const count = byLength(10, 600);
const images = Array.from({ length: count }, (_, each) => Math.floor((each * test.count) / count));

/** Of digits a little smaller than the sheet, 0 … 1. */
function accuracyOn(paper: (sheet: Sheet) => Sheet): number {
  const right = images.filter((image) => {
    const sheet = paper(new Sheet(SIDE, SIDE, [250, 248, 240])).paste(test.image(image), { left: 42, top: 42, scale: 0.7 }, [25, 25, 50]);
    const pixels = normalisePicture(inkOf(sheet))?.pixels;
    const probabilities = pixels ? (classifier.probabilities(pixels)[0] ?? []) : [];
    return probabilities.indexOf(Math.max(...probabilities)) === test.labels[image];
  });
  return right.length / images.length;
}

const plain = accuracyOn((sheet) => sheet);

it.each(Object.entries(papers))('%s: within two points of plain paper', (_kind, paper) => {
  expect(accuracyOn(paper)).toBeGreaterThanOrEqual(plain - 0.02);
});
