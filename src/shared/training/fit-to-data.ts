import { SpecError } from '../spec/parse-run-spec';
import type { RunSpec } from '../spec/run-spec';

/** How many training images there are and of what size. */
export interface DataSize {
  readonly count: number;
  readonly height: number;
  readonly width: number;
}

/** Checks a spec against the data it is to be run on; gives the images it takes of it, validation included. Throws a SpecError. */
export function fitToData({ data, network, training }: RunSpec, size: DataSize): number {
  const refuse = (path: string, problem: string): never => {
    throw new SpecError([{ path, message: `${path}: ${problem}` }]);
  };
  const [height, width, channels] = network.input;
  if (height !== size.height || width !== size.width || channels !== 1) {
    refuse('network.input', `${height}×${width}×${channels} does not fit the images; use ${size.height}×${size.width}×1`);
  }
  const count = data.limit === 0 ? size.count : Math.min(data.limit, size.count);
  const left = count - data.validation;
  if (left < 1) refuse('data.validation', `${data.validation} leaves nothing of ${count} images to train on; use at most ${count - 1}`);
  if (training.batchSize > left && training.sampling === 'epochs') {
    refuse('training.batchSize', `${training.batchSize} is more than the ${left} training images; use at most ${left}`);
  }
  const watched = training.patience > 0 ? 'patience' : training.keep === 'best' ? 'keep' : null;
  if (watched && data.validation === 0) {
    const remedy = `hold images back (data.validation) or use ${watched === 'keep' ? '"last"' : '0'}`;
    refuse(`training.${watched}`, `${JSON.stringify(training[watched])} goes by validation images, of which there are none; ${remedy}`);
  }
  return count;
}
