/** A network as another program's file describes it, layer by layer, and as Kasane says it. */
import type { KindSpec } from '../../kind';
import type { NamedTensor } from '../../nn/parameter';
import type { FlattenOrder } from '../networks/formats/format';
import type { InputForm } from './input-forms';

export type Numbers = Pick<NamedTensor, 'shape' | 'values'>;

/** A layer of a spec, and its tensors by their letters in Kasane's layout: W [in, units] or [filters, in, height, width], b, … */
export interface DescribedLayer {
  readonly spec: KindSpec;
  readonly tensors?: Readonly<Record<string, Numbers>>;
}

export interface DescribedNetwork {
  readonly layers: readonly DescribedLayer[];
  /** Of the first dense layer after an image. */
  readonly order: FlattenOrder;
  /** What it takes for an image; null where the file does not say. */
  readonly form: InputForm | null;
  /** What the network makes of its input first: input · scale + shift. */
  readonly after?: { readonly scale: number; readonly shift: number };
  /** Height, width, channels; null where the file does not say. */
  readonly input: readonly [number, number, number] | null;
}

/** Their tensors as a network of Kasane numbers them: W1, b1, W2, … */
export function namedTensors(layers: readonly DescribedLayer[]): NamedTensor[] {
  let ordinal = 0;
  return layers.flatMap(({ tensors }) => {
    if (!tensors) return [];
    ordinal += 1;
    return Object.entries(tensors).map(([letter, { shape, values }]) => ({ name: `${letter}${ordinal}`, shape, values }));
  });
}

export const zeros = (count: number): Numbers => ({ shape: [count], values: new Float32Array(count) });

/** A vector, whatever sides of 1 it was written with. */
export const asVector = ({ values }: Numbers): Numbers => ({ shape: [values.length], values });

/** Rows and columns changed over. */
export function transposed({ shape, values }: Numbers): Numbers {
  const [rows = 0, columns = 0] = shape;
  const turned = new Float32Array(values.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) turned[column * rows + row] = values[row * columns + column] ?? 0;
  return { shape: [columns, rows], values: turned };
}

/** Filters [height, width, in, filters], as TensorFlow has them, as [filters, in, height, width]. */
export function filtersFirst({ shape, values }: Numbers): Numbers {
  const [height = 0, width = 0, channels = 0, filters = 0] = shape;
  const turned = new Float32Array(values.length);
  for (let at = 0, place = 0; place < height * width; place++)
    for (let channel = 0; channel < channels; channel++)
      for (let filter = 0; filter < filters; filter++, at++)
        turned[(filter * channels + channel) * height * width + place] = values[at] ?? 0;
  return { shape: [filters, channels, height, width], values: turned };
}
