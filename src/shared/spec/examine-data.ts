/** Whether a spec and the images there are fit each other. */
import { namesOfTrained } from '../data/class-names';
import { type Dataset, type ImageSet, sameShape } from '../data/image-set';
import type { Recipe } from '../data/recipe';
import { shapeText } from '../nn/shape';
import { phrase } from '../phrase';
import { examineNetwork, withImages } from './examine-network';
import { examineTraining } from './examine-training';
import { type Fix, type Problem, withData, withTraining } from './problem';
import { DEFAULT_VALIDATION_IMAGES, type RunSpec } from './run-spec';

/** What is to be trained on: how many images, of what size and of which classes. */
export interface DataSize extends Pick<ImageSet, 'count' | 'shape' | 'classes'> {
  /** Where it is known. */
  readonly recipe?: Recipe | undefined;
  /** Images for validation that it brings; without them the spec holds training images back. */
  readonly validation?: number | null | undefined;
  /** Kept drawings that could be trained on too; null where their number is not known. */
  readonly drawings?: number | null;
}

/** Of a dataset. */
export const dataSizeOf = ({ training: { count, shape, classes }, validation, drawings, recipe }: Dataset): DataSize => ({
  ...{ count, shape, classes, recipe },
  validation: validation?.count,
  drawings: drawings?.count ?? 0,
});

/** Images that a spec holds back of a dataset at first: of another than MNIST a sixth at most. */
export const validationOf = (wanted: number, count: number): number => Math.min(wanted, Math.floor(count / 6));

/**
 * The spec by the names of the classes there are, where it has as many, and by their recipe: a design is of shapes, whatever
 * they are called.
 */
export function withNames(spec: RunSpec, size: Pick<DataSize, 'classes' | 'recipe'> | null): RunSpec {
  const { classes, recipe } = spec.network;
  if (!size || classes.length !== size.classes.length) return spec;
  const wanted = size.recipe ?? recipe;
  if (recipe === wanted && classes.every((name, index) => name === size.classes[index])) return spec;
  return { ...spec, network: { ...spec.network, classes: [...size.classes], recipe: wanted } };
}

/** The same of a trained network, whose numbers stand for its classes: it has its own names, if it has any. */
export function withTrainedNames(spec: RunSpec, { classes }: Pick<DataSize, 'classes'>): RunSpec {
  const names = namesOfTrained(spec.network.classes, classes);
  return names === spec.network.classes ? spec : { ...spec, network: { ...spec.network, classes: [...names] } };
}

/**
 * The spec for other data: input, classes and as many outputs, at most a sixth of the images for validation, no batch larger
 * than what is left. Layers that the images are too small for are fixed as is suggested to those who design.
 */
export function fitToData(spec: RunSpec, size: DataSize): RunSpec {
  let fitted = withNames(withImages(spec, size), size);
  for (let round = 0; round < MOST_FIXES; round++) {
    const fix = examineNetwork(fitted.network).problems[0]?.fixes[0];
    if (!fix) break;
    fitted = fix.apply(fitted);
  }
  const count = spec.data.limit === 0 ? size.count : Math.min(spec.data.limit, size.count);
  const sixth = validationOf(spec.data.validation, size.count);
  const validation = size.validation ? spec.data.validation : sixth < count ? sixth : validationOf(sixth, count);
  const left = size.validation ? count : count - validation;
  const batchSize = Math.max(1, Math.min(spec.training.batchSize, left));
  return withTraining(withData(fitted, { validation }), { batchSize });
}

/** Each makes a layer fit; more than a stack has need not be tried. */
const MOST_FIXES = 20;

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
  const misfit = imagesMisfit(network, size);
  if (misfit) add(misfit.path, misfit.text, { label: phrase`Fit to the data`, apply: (before) => fitToData(before, size) });
  const count = data.limit === 0 ? size.count : Math.min(data.limit, size.count);
  const held = size.validation ? 0 : data.validation;
  const left = count - held;
  if (left < 1) {
    const sixth = Math.floor(count / 6);
    const use: Fix = { label: phrase`Use ${sixth}`, apply: (before) => withData(before, { validation: sixth }) };
    add('data.validation', phrase`${data.validation} leaves nothing of ${count} images to train on; use at most ${count - 1}`, use);
  } else if (training.batchSize > left && training.sampling === 'epochs') {
    const use: Fix = { label: phrase`Use ${left}`, apply: (before) => withTraining(before, { batchSize: left }) };
    add('training.batchSize', phrase`${training.batchSize} is more than the ${left} training images; use at most ${left}`, use);
  }
  if (held === 0 && !size.validation) {
    const images = validationOf(DEFAULT_VALIDATION_IMAGES, count);
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
  const drawings = data.drawings ? (size.drawings ?? 0) : 0;
  if (data.drawings && size.drawings === 0) {
    const text = phrase`no drawings are kept to train on; keep some in Draw, or train without them`;
    add('data.drawings', text, { label: phrase`Train without them`, apply: (before) => withData(before, { drawings: false }) });
  }
  const trained = left + drawings;
  if (trained > 0) problems.push(...examineTraining(spec, trained));
  return { count, training: trained, problems };
}

/** What a network takes and gives against what the images are; null where they fit. */
function imagesMisfit(network: RunSpec['network'], { shape, classes }: DataSize) {
  if (!sameShape(network.input, shape))
    return {
      path: 'network.input',
      text: phrase`${shapeText(network.input)} does not fit the images; use ${shapeText(shape)}`,
    };
  if (network.classes.length !== classes.length)
    return {
      path: 'network.classes',
      text: phrase`${network.classes.length} classes do not fit the images of ${classes.length}; use as many`,
    };
  return null;
}
