/**
 * A trained tensor: how it is declared, how it is stored, how it is read and written in its logical, row-major form.
 * The two differ because weights are kept in the panels that the products read (kernels.ts).
 */
import { floatAt } from '../at';
import type { KernelMemory } from '../kernels/kernels';
import { PANEL_COLUMNS } from '../kernels/operands';
import { constantInitializer, type Initializer } from './initializers/initializer';
import { padded } from './layout';

/** How a tensor's logical positions map to stored ones. */
export interface Storage {
  /** Stored elements, padding included. */
  readonly count: number;
  /** The stored position of the logical element `index` (row-major). */
  position(index: number): number;
}

/** A matrix [rows, columns] in panels of 8 columns. */
export const panelStorage = (rows: number, columns: number): Storage => ({
  count: rows * padded(columns),
  position(index) {
    const row = Math.floor(index / columns);
    const column = index % columns;
    return (Math.floor(column / PANEL_COLUMNS) * rows + row) * PANEL_COLUMNS + (column % PANEL_COLUMNS);
  },
});

/** A vector, padded with zeros to whole panels. */
export const vectorStorage = (length: number): Storage => ({ count: padded(length), position: (index) => index });

/**
 * A convolution's filters, logically [filters, inputs, height, width] as in the book and its files, in panels of 8
 * filters: the row of tap (y, x) and input i is (y·width + x)·inputs + i, the order of a patch in an image.
 */
export function filterStorage(filters: number, inputs: number, height: number, width: number): Storage {
  const rows = height * width * inputs;
  const panels = panelStorage(rows, filters);
  return {
    count: panels.count,
    position(index) {
      const tap = index % (height * width);
      const input = Math.floor(index / (height * width)) % inputs;
      const filter = Math.floor(index / (height * width * inputs));
      return panels.position((tap * inputs + input) * filters + filter);
    },
  };
}

export interface ParameterDeclaration {
  /** The letter the book and params.json use, W or b, or the word: gamma, beta, mean, variance. */
  readonly name: string;
  /** Which of the layers inside a block it belongs to, from 0; a plain layer has only one. */
  readonly group?: number;
  /** Whether the optimizer changes it; running statistics are kept and saved, not trained. */
  readonly trained: boolean;
  /** Whether weight decay applies: to weights, not to biases (book, ch. 6.4.2). */
  readonly decays: boolean;
  readonly shape: readonly number[];
  readonly storage: Storage;
  readonly initializer: Initializer;
  /** Inputs of one unit and units fed by one input; what initial values are scaled by. */
  readonly fanIn: number;
  readonly fanOut: number;
}

/** A declared tensor with its place: offsets of `storage.count` values and as many gradients. */
export interface Parameter extends ParameterDeclaration {
  /** Which layer with parameters it belongs to, from 1: the 2 of W2. */
  readonly ordinal: number;
  readonly offset: number;
  /** −1 where it is not trained, or in inference. */
  readonly gradient: number;
}

/** A tensor by name in its logical, row-major form: what goes into files and between processes. */
export interface NamedTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** The bias or shift of a layer: one number a unit, 0 at first. */
export const biasDeclaration = (name: string, length: number): ParameterDeclaration => ({
  name,
  shape: [length],
  storage: vectorStorage(length),
  initializer: constantInitializer(0),
  fanIn: 1,
  fanOut: 1,
  trained: true,
  decays: false,
});

/** W1, b1, W2, …: the names of the book and of the first app's files. */
export const parameterName = (parameter: Pick<Parameter, 'name' | 'ordinal'>) => `${parameter.name}${parameter.ordinal}`;

export const elementCount = (shape: readonly number[]) => shape.reduce((product, side) => product * side, 1);

export function readTensor(memory: KernelMemory, parameter: Parameter, from = parameter.offset): NamedTensor {
  const values = new Float32Array(elementCount(parameter.shape));
  for (let index = 0; index < values.length; index++) values[index] = floatAt(memory.values, from + parameter.storage.position(index));
  return { name: parameterName(parameter), shape: parameter.shape, values };
}

/** Writes a tensor of the parameter's own shape; the padding is left as it is (zero). */
export function writeTensor(memory: KernelMemory, parameter: Parameter, values: Float32Array): void {
  for (let index = 0; index < values.length; index++)
    memory.values[parameter.offset + parameter.storage.position(index)] = floatAt(values, index);
}
