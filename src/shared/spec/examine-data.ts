/** Whether a spec and the images there are fit each other. */
import { type ImageShape, sameShape } from '../data/image-set';
import { shapeText } from '../nn/shape';
import { phrase } from '../phrase';
import { type Fix, type Problem, withData, withTraining } from './problem';
import { DEFAULT_VALIDATION_IMAGES, type RunSpec } from './run-spec';

/** How many training images there are and of what size. */
export interface DataSize {
  readonly count: number;
  readonly shape: ImageShape;
  /** Kept drawings that could be trained on too; null where their number is not known. */
  readonly drawings?: number | null;
}

/** The spec for images of another size: designs fit themselves to the images there are. */
export function fitInput(spec: RunSpec, size: DataSize | null): RunSpec {
  if (!size || sameShape(spec.network.input, size.shape)) return spec;
  return { ...spec, network: { ...spec.network, input: [...size.shape] } };
}

export interface DataExamination {
  /** Images the run takes, those for validation included. */
  readonly count: number;
  /** Those that it trains on, drawings included. */
  readonly training: number;
  readonly problems: readonly Problem[];
}

export function examineData(spec: RunSpec, size: DataSize): DataExamination {
  const { data, network, training } = spec;
  const problems: Problem[] = [];
  const add = (path: string, text: Problem['text'], ...fixes: Fix[]) => problems.push({ path, text, layer: null, fixes });
  if (!sameShape(network.input, size.shape)) {
    const right = shapeText(size.shape);
    add('network.input', phrase`${shapeText(network.input)} does not fit the images; use ${right}`, {
      label: phrase`Use ${right}`,
      apply: (before) => ({ ...before, network: { ...before.network, input: [...size.shape] } }),
    });
  }
  const count = data.limit === 0 ? size.count : Math.min(data.limit, size.count);
  const left = count - data.validation;
  if (left < 1) {
    const sixth = Math.floor(count / 6);
    const use: Fix = { label: phrase`Use ${sixth}`, apply: (before) => withData(before, { validation: sixth }) };
    add('data.validation', phrase`${data.validation} leaves nothing of ${count} images to train on; use at most ${count - 1}`, use);
  } else if (training.batchSize > left && training.sampling === 'epochs') {
    const use: Fix = { label: phrase`Use ${left}`, apply: (before) => withTraining(before, { batchSize: left }) };
    add('training.batchSize', phrase`${training.batchSize} is more than the ${left} training images; use at most ${left}`, use);
  }
  if (data.validation === 0) {
    const images = Math.min(DEFAULT_VALIDATION_IMAGES, Math.floor(count / 6));
    const hold: Fix = { label: phrase`Hold back ${images} images`, apply: (before) => withData(before, { validation: images }) };
    const watched = (path: string, value: string | number, remedy: string | number, fix: Fix) =>
      add(
        path,
        phrase`${value} goes by validation images, of which there are none; hold images back (data.validation) or use ${remedy}`,
        hold,
        fix,
      );
    const never: Fix = { label: phrase`Never stop early`, apply: (before) => withTraining(before, { patience: 0 }) };
    const keepLast: Fix = { label: phrase`Keep the last`, apply: (before) => withTraining(before, { keep: 'last' }) };
    if (training.patience > 0) watched('training.patience', training.patience, 0, never);
    if (training.keep === 'best') watched('training.keep', '"best"', '"last"', keepLast);
  }
  const channels = size.shape[2];
  if (channels !== 1 && data.augmentation.length > 0) {
    const text = phrase`images of ${channels} channels cannot be augmented yet; leave it empty`;
    add('data.augmentation', text, {
      label: phrase`Train without augmentation`,
      apply: (before) => withData(before, { augmentation: [] }),
    });
  }
  const drawings = data.drawings ? (size.drawings ?? 0) : 0;
  if (data.drawings && size.drawings === 0) {
    const text = phrase`no drawings are kept to train on; keep some in Draw, or train without them`;
    add('data.drawings', text, { label: phrase`Train without them`, apply: (before) => withData(before, { drawings: false }) });
  }
  return { count, training: left + drawings, problems };
}
