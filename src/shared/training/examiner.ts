/**
 * Looks into a trained network while it predicts one image: the outputs of each layer, the saliency of the prediction, and
 * how far it falls where part of the image is covered (occlusion).
 */
import { floatAt, integerAt, numberAt } from '../at';
import type { ScalingName } from '../data/batches/scaling';
import type { ImageShape } from '../data/image-set';
import type { KernelFactory } from '../kernels/kernels';
import type { NetworkSpec } from '../nn/description';
import { rowOffset } from '../nn/layout';
import { writeParameters } from '../nn/network';
import type { NamedTensor } from '../nn/parameter';
import { featuresOf, imageSides } from '../nn/shape';
import type { Classifier } from './classifier';
import { buildInferenceProgram } from './inference-program';
import type { InferenceProgramSpec } from './program';
import { soloTeam } from './team';

/** One layer's output as images, or one image one pixel high where it is a vector. */
export interface FeatureMaps {
  readonly index: number;
  readonly label: string;
  readonly count: number;
  readonly height: number;
  readonly width: number;
  /** Bytes [map][row][column]: 0 … 255 from `least` to `most`. */
  readonly pixels: Uint8Array;
  readonly least: number;
  readonly most: number;
}

export interface Explanation {
  /** d logit / d input of each pixel of the image, row by row. */
  readonly saliency: Float32Array;
  readonly maps: readonly FeatureMaps[];
}

type Numbers = ReturnType<KernelFactory>['memory']['values'];

/** More maps of one layer than this are not looked at one by one. */
const MOST_MAPS = 64;

export function createExaminer(network: NetworkSpec, scaling: ScalingName, tensors: readonly NamedTensor[], createKernels: KernelFactory) {
  const spec: InferenceProgramSpec = { purpose: 'inference', network, scaling, capacity: 1, everyOutput: true, explains: true };
  const program = buildInferenceProgram(spec);
  const team = soloTeam(createKernels)(program, spec);
  writeParameters(program.network, team.kernels, tensors);
  const { values, bytes } = team.kernels.memory;

  return {
    /** Of the logit of class `target`. */
    examine(image: Uint8Array, target: number): Explanation {
      bytes.set(image, program.staging);
      bytes[program.network.loss.labels] = target;
      team.run('explanation', { iteration: 0, rows: 1, learningRate: 0 });
      const { inputGradient, layers, outputs } = program.network;
      if (!inputGradient) throw new Error('an program that explains must keep the gradient of its input');
      const at = rowOffset(inputGradient, 0);
      return {
        saliency: Float32Array.from(values.subarray(at, at + inputGradient.features)),
        maps: layers.flatMap(({ index, label, output }, place): FeatureMaps[] => {
          const stands = outputs[place];
          if (!stands) return [];
          const numbers = values.subarray(rowOffset(stands, 0), rowOffset(stands, 0) + featuresOf(output));
          return [{ index, label, ...asMaps(numbers, output) }];
        }),
      };
    },
  };
}

export type Examiner = ReturnType<typeof createExaminer>;

function asMaps(numbers: Numbers, shape: readonly number[]): Omit<FeatureMaps, 'index' | 'label'> {
  const image = imageSides(shape) ?? { height: 1, width: numbers.length, channels: 1 };
  const { height, width, channels } = image;
  const count = Math.min(channels, MOST_MAPS);
  let [least, most] = [Infinity, -Infinity];
  for (const number of numbers) {
    if (number < least) least = number;
    if (number > most) most = number;
  }
  const span = most - least || 1;
  const pixels = new Uint8Array(count * height * width);
  for (let map = 0, to = 0; map < count; map++)
    for (let pixel = 0; pixel < height * width; pixel++, to++)
      pixels[to] = Math.round(((floatAt(numbers, pixel * channels + map) - least) / span) * 255);
  return { count, height, width, pixels, least, most };
}

/** Side of the paper that covers a part of the image, as a share of the image's, and the steps it moves by, pixels. */
const COVER_SHARE = 5 / 28;
const COVER_STEP = 2;

/**
 * How far the probability of class `target` falls when the place around a pixel is covered with paper: the mean over all
 * covers that hide the pixel, row by row; negative where it rises. `paper`: the byte that covers.
 */
export function occlusionMap(
  classifier: Classifier,
  image: Uint8Array,
  [height, width, channels]: ImageShape,
  target: number,
  paper = 0,
): Float32Array {
  const cover = Math.max(1, Math.round(width * COVER_SHARE));
  const starts = (side: number) =>
    Array.from({ length: Math.ceil((side + cover) / COVER_STEP) }, (_, step) => step * COVER_STEP - cover + 1);
  const covers = starts(height).flatMap((top) => starts(width).map((left) => ({ top, left })));
  const covered = new Uint8Array(image.length * (covers.length + 1));
  const inside = ({ top, left }: { top: number; left: number }, each: (pixel: number) => void) => {
    for (let y = Math.max(0, top); y < Math.min(height, top + cover); y++)
      for (let x = Math.max(0, left); x < Math.min(width, left + cover); x++) each(y * width + x);
  };
  covered.set(image, 0);
  covers.forEach((place, index) => {
    const from = (index + 1) * image.length;
    covered.set(image, from);
    inside(place, (pixel) => {
      covered.fill(paper, from + pixel * channels, from + (pixel + 1) * channels);
    });
  });
  const [whole = Number.NaN, ...probabilities] = classifier.probabilities(covered).map((each) => numberAt(each, target));
  const fall = new Float32Array(height * width);
  const times = new Uint16Array(height * width);
  covers.forEach((place, index) => {
    inside(place, (pixel) => {
      fall[pixel] = floatAt(fall, pixel) + whole - numberAt(probabilities, index);
      times[pixel] = integerAt(times, pixel) + 1;
    });
  });
  return fall.map((sum, pixel) => sum / (times[pixel] || 1));
}
