/**
 * How other programs make inputs of bytes. Kasane's networks take 0 to 1; another form goes into the first layer's weights where
 * that is exact, else it becomes a batch normalisation before it, whose running statistics say the same.
 */
import { floatAt } from '../../at';
import { type Phrase, phrase } from '../../phrase';
import type { DescribedLayer, Numbers } from './described';

/** input = (byte / 255) · scale + shift, of each channel. */
export interface InputForm {
  readonly words: Phrase;
  readonly scale: number;
  readonly shift: number;
}

export const unitForm: InputForm = { words: phrase`inputs 0 to 1`, scale: 1, shift: 0 };

/** In the order in which they are tried. PyTorch's examples standardise MNIST by 0.1307 and 0.3081. */
export const usualForms: readonly InputForm[] = [
  unitForm,
  { words: phrase`inputs 0 to 255`, scale: 255, shift: 0 },
  { words: phrase`inputs of mean 0 and deviation 1`, scale: 1 / 0.3081, shift: -0.1307 / 0.3081 },
  { words: phrase`inputs −1 to 1`, scale: 2, shift: -1 },
  { words: phrase`inputs −0.5 to 0.5`, scale: 1, shift: -0.5 },
  { words: phrase`inputs 1 to 0, dark on light`, scale: -1, shift: 1 },
  // T. Rashid, “Make Your Own Neural Network”: no input is 0.
  { words: phrase`inputs 0.01 to 1`, scale: 0.99, shift: 0.01 },
];

export const formOf = (scale: number, shift: number): InputForm =>
  usualForms.find((form) => Math.abs(form.scale - scale) < 1e-4 * Math.abs(scale) && Math.abs(form.shift - shift) < 1e-4) ?? {
    words: phrase`inputs of byte × ${Number((scale / 255).toPrecision(4))} + ${Number(shift.toPrecision(4))}`,
    scale,
    shift,
  };

const EPSILON = 1e-5;

/** The same function of inputs 0 to 1. `channels`: of the image. */
export function withUnitInputs(
  layers: readonly DescribedLayer[],
  { scale, shift }: InputForm,
  channels: number,
): readonly DescribedLayer[] {
  if (scale === 1 && shift === 0) return layers;
  const first = layers.findIndex(({ tensors }) => tensors);
  const layer = layers[first];
  const before = layers.slice(0, first).every(({ spec }) => spec.type === 'flatten' || spec.type === 'dropout');
  const isDense = layer?.spec.type === 'affine';
  // Around an image stands 0, which is another number in another form.
  const isFilters = layer?.spec.type === 'conv2d' && (shift === 0 || layer.spec.padding === 'valid' || layer.spec.padding === 0);
  const { W, b } = layer?.tensors ?? {};
  if (layer && before && (isDense || isFilters) && W && b)
    return layers.with(first, { ...layer, tensors: { W: scaled(W, scale), b: shifted(b, W, shift, isDense) } });
  const all = (value: number): Numbers => ({ shape: [channels], values: new Float32Array(channels).fill(value) });
  const tensors = { gamma: all(scale), beta: all(shift), mean: all(0), variance: all(1 - EPSILON) };
  return [{ spec: { type: 'batch-norm', epsilon: EPSILON }, tensors }, ...layers];
}

const scaled = ({ shape, values }: Numbers, by: number): Numbers => ({ shape, values: values.map((value) => value * by) });

/** b + shift · Σ of the weights of each unit, or of each filter. */
function shifted(b: Numbers, W: Numbers, shift: number, isDense: boolean): Numbers {
  if (shift === 0) return b;
  const units = b.values.length;
  const each = W.values.length / units;
  const sums = new Float64Array(units);
  W.values.forEach((value, index) => {
    const unit = isDense ? index % units : Math.floor(index / each);
    sums[unit] = floatAt(sums, unit) + value;
  });
  return { shape: b.shape, values: b.values.map((value, unit) => value + shift * floatAt(sums, unit)) };
}
