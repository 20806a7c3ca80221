/** How numbers of any shape lie in pictures: an image or a filter plane by plane, a matrix as it is, a vector in rows. */
import { floatAt } from '../../at';
import { imageSides } from '../../nn/shape';
import { placeText, tensorPlace } from './explain';

export interface PlanePlace {
  readonly plane: number;
  readonly row: number;
  readonly column: number;
}

export interface Planes {
  readonly values: Float32Array;
  readonly count: number;
  readonly rows: number;
  readonly columns: number;
  plane(index: number): Float32Array;
  placeOf(index: number): PlanePlace;
  indexOf(place: PlanePlace): number;
  /** `[3, 4, 0]` */
  textOf(index: number): string;
}

/** Numbers of a long vector stand in rows of so many. */
const IN_A_ROW = 16;

/** Of one image of a layer: [height, width, channels], or [features]. */
export function planesOfImage(values: Float32Array, shape: readonly number[]): Planes {
  const image = imageSides(shape);
  const textOf = (index: number) => placeText(index, shape);
  if (!image) return planes(values, { count: 1, ...rowsOf(values.length) }, (index) => index, textOf);
  const { height, width, channels } = image;
  return planes(
    values,
    { count: channels, rows: height, columns: width },
    // Channels last.
    (index) => (index % channels) * height * width + Math.floor(index / channels),
    textOf,
  );
}

/** Of a parameter: [in, out], [filters, channels, height, width], or [features]. Weights of a grey image are an image for each unit. */
export function planesOfTensor(values: Float32Array, shape: readonly number[], inputShape: readonly number[] = []): Planes {
  const [rows = 1, columns = 1] = shape.slice(-2);
  const sides = shape.length >= 2 ? { count: values.length / (rows * columns), rows, columns } : { count: 1, ...rowsOf(values.length) };
  const textOf = (index: number) => tensorPlace(index, shape);
  const image = imageSides(inputShape);
  if (shape.length !== 2 || image?.channels !== 1) return planes(values, sides, (index) => index, textOf);
  const { height, width } = image;
  return planes(
    values,
    { count: columns, rows: height, columns: width },
    (index) => (index % columns) * rows + Math.floor(index / columns),
    textOf,
  );
}

const rowsOf = (count: number) => ({ rows: Math.ceil(count / IN_A_ROW), columns: Math.min(count, IN_A_ROW) });

/** `laid`: where a number lies plane by plane, row by row. */
function planes(
  values: Float32Array,
  { count, rows, columns }: { readonly count: number; readonly rows: number; readonly columns: number },
  laid: (index: number) => number,
  textOf: (index: number) => string,
): Planes {
  const inPlace = new Uint32Array(count * rows * columns).fill(values.length);
  for (let index = 0; index < values.length; index++) inPlace[laid(index)] = index;
  const last = values.length - 1;
  return {
    ...{ values, count, rows, columns, textOf },
    plane: (index) =>
      Float32Array.from({ length: rows * columns }, (_, place) => {
        const at = inPlace[index * rows * columns + place] ?? values.length;
        return at < values.length ? floatAt(values, at) : 0;
      }),
    placeOf(index) {
      const at = laid(index);
      return { plane: Math.floor(at / (rows * columns)), row: Math.floor(at / columns) % rows, column: at % columns };
    },
    // The last row of a vector may be short.
    indexOf: ({ plane, row, column }) => Math.min(inPlace[(plane * rows + row) * columns + column] ?? last, last),
  };
}

/** The place of the number that is furthest from 0. */
export const largestAt = (values: Float32Array): number =>
  values.reduce((best, value, index) => (Math.abs(value) > Math.abs(floatAt(values, best)) ? index : best), 0);
