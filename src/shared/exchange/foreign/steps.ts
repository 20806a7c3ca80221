/**
 * Steps that several programs describe alike, as layers of Kasane: windows with their padding, activations by the names that
 * Keras, ONNX and others give them.
 */
import { ParametersError } from '../../formats/parameters-error';
import { type Phrase, phrase } from '../../phrase';

/** What is known of a step that has no equal; names it as its file does. */
export const noEqual = (name: string, type: string | Phrase) =>
  new ParametersError(
    name,
    phrase`is ${type}, which has no equal in Kasane; only chains of dense layers, convolutions, pooling, activations and batch normalisations are read`,
  );

const activations: Readonly<Record<string, string | null>> = {
  linear: null,
  softmax: null,
  log_softmax: null,
  relu: 'relu',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  elu: 'elu',
  gelu: 'gelu',
  silu: 'silu',
  swish: 'silu',
  mish: 'mish',
};

/** The type of layer; null of what does nothing to which output is the largest, and only stands at the end. */
export function activationNamed(name: string, where: string): string | null {
  const found = activations[name.toLowerCase()];
  if (found === undefined) throw noEqual(where, phrase`the activation ${name}`);
  return found;
}

/** TensorFlow's "same": as many windows as strides, with what is uneven at the end. */
export function samePadding(side: number, size: number, stride: number): readonly [number, number] {
  const total = Math.max((Math.ceil(side / stride) - 1) * stride + size - side, 0);
  return [Math.floor(total / 2), total - Math.floor(total / 2)];
}

/** The one number of a pair that is to be square. */
export function squareOf(sides: readonly number[], where: string, what: Phrase): number {
  const [first = 1, second = first] = sides;
  if (first !== second) throw noEqual(where, phrase`${what} of ${first}×${second}`);
  return first;
}
