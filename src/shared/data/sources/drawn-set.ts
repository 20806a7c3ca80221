/** A set of drawings that was drawn in Kasane: its folder, or the zip that was made of it. */
import { joined, phrase } from '../../phrase';
import { findDrawnSet, readSamples, SAMPLE_BYTES, SAMPLE_SHAPE } from './drawn-set-file';
import { MOST_LEFT_OUT, type Source } from './source';

export const drawnSet: Source = {
  type: 'drawn-set',
  label: 'Drawings',
  readsPictures: true,
  async recognise(files) {
    const found = await findDrawnSet(files);
    if (!found) return null;
    const { name, classes } = found.file;
    const names = classes.map((each) => each.name);
    return {
      reason: phrase`drawings of ${names.length} classes: ${joined(names.slice(0, 6), ', ')}${names.length > 6 ? ', …' : ''}`,
      name,
      choices: [],
      choice: '',
      hasTest: false,
      settings: [],
      async read(work) {
        const { samples, leftOut } = await readSamples(files, found, work);
        const pixels = new Uint8Array(samples.length * SAMPLE_BYTES);
        samples.forEach((sample, index) => {
          pixels.set(sample.pixels, index * SAMPLE_BYTES);
        });
        return {
          shape: SAMPLE_SHAPE,
          classes: names,
          training: { pixels, labels: Uint8Array.from(samples, ({ label }) => label) },
          recipe: 'mnist',
          leftOut: leftOut.slice(0, MOST_LEFT_OUT),
          leftOutCount: leftOut.length,
        };
      },
    };
  },
};
