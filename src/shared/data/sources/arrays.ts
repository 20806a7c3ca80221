/** From arrays as NumPy has them, by name, to the parts of a dataset: what is images and what is labels, their shapes say. */
import { numberAt } from '../../at';
import { numberReader } from '../../formats/float-types';
import type { NumpyArray } from '../../formats/npy';
import { type Phrase, phrase } from '../../phrase';
import type { ImageShape } from '../image-set';
import { DatasetError } from './dataset-error';
import { byName, classesOf, distinct, placed } from './labels';
import type { DataOptions } from './options';
import { assertReadable, channelsLast, roughness, squareOf, transposed } from './shape';
import { type FoundDataset, type FoundPart, type PartName, partNamed, type SourceFile } from './source';

export interface NamedArray {
  /** `x_train` */
  readonly name: string;
  readonly array: NumpyArray;
}

/** Which arrays make up which part. */
export interface ArrayParts {
  readonly parts: Partial<Record<PartName, { readonly images: NamedArray; readonly labels: NamedArray | null }>>;
  readonly reason: Phrase;
  /** The names of the classes, by their numbers, where they lie beside the arrays. */
  readonly names?: readonly string[] | undefined;
}

const countOf = ({ array: { shape } }: NamedArray) => shape[0] ?? 0;

/** How an array is images; null where its shape says that it is none. */
function layoutOf({ shape }: NumpyArray): { readonly shape: ImageShape; readonly order: 'last' | 'first' | 'either' } | null {
  const [, a = 0, b = 0, c = 0] = shape;
  if (shape.length === 3) return a > 4 && b > 4 ? { shape: [a, b, 1], order: 'last' } : null;
  if (shape.length === 4) {
    if (c === 1 || c === 3) return { shape: [a, b, c], order: 'last' };
    return a === 1 || a === 3 ? { shape: [b, c, a], order: 'first' } : null;
  }
  const square = shape.length === 2 ? squareOf(a) : null;
  return square && { shape: square, order: 'either' };
}

/** One number each image, or of each class whether it is that. */
const isLabels = ({ shape }: NumpyArray) =>
  shape.length === 1 ||
  (shape.length === 2 && ((shape[1] ?? 0) === 1 || ((shape[1] ?? 0) >= 2 && (shape[1] ?? 0) <= 256 && !squareOf(shape[1] ?? 0))));

/** How much an array beside images is what they are labelled by: by its name first, then by its shape. */
function likeLabels({ name, array: { shape, descr } }: NamedArray): number {
  if (/(^|[^a-z])(ids?|index|indices|weights?|coords?|bbox|boxes|sizes?|filenames?|paths?)([^a-z]|$)/i.test(name)) return 0;
  const isNamed = /(^|[^a-z])(y|labels?|targets?|class|classes)([^a-z]|$)/i.test(name);
  const isWhole = /[bui]\d+$|U|S/.test(descr);
  return (
    1 + (isNamed ? 8 : soundsLikeLabels(name) ? 4 : 0) + (shape.length === 1 ? 2 : 0) + (isWhole ? 1 : 0) + (/fine/i.test(name) ? 0.5 : 0)
  );
}

const soundsLikeLabels = (name: string) => /label|target|class|(^|[^a-z])y([^a-z]|$)/i.test(name);

/** Null where no array is images. Throws a DatasetError where images have no labels. */
export function partsOf(arrays: readonly NamedArray[], file: string): ArrayParts | null {
  const images = arrays.filter(({ name, array }) => layoutOf(array) && countOf({ name, array }) > 0 && !soundsLikeLabels(name));
  if (images.length === 0) return null;
  const free = new Set(arrays.filter((each) => !images.includes(each) && isLabels(each.array)));
  const parts: Partial<Record<PartName, { images: NamedArray; labels: NamedArray | null }>> = {};
  // The largest first: it is what is trained on, where names do not tell.
  const unnamed: PartName[] = ['training', 'test', 'validation'];
  for (const each of images.toSorted((a, b) => countOf(b) - countOf(a))) {
    const named = partNamed(each.name.replaceAll('_', ' '));
    const part = named ?? unnamed.find((name) => !parts[name]);
    if (!part || parts[part]) continue;
    const fits = [...free]
      .filter((labels) => countOf(labels) === countOf(each) && likeLabels(labels) > 0)
      .toSorted((a, b) => likeLabels(b) - likeLabels(a));
    const labels =
      fits.find(({ name }) => (partNamed(name.replaceAll('_', ' ')) ?? 'training') === (named ?? 'training')) ??
      (named ? undefined : fits[0]);
    if (labels) free.delete(labels);
    parts[part] = { images: each, labels: labels ?? null };
  }
  // Images that nobody labelled are to be predicted, not to be trained on.
  if (!parts.training?.labels) {
    const bare = parts.training ?? parts.test ?? parts.unlabelled;
    const labelled = Object.values(parts).some(({ labels }) => labels !== null);
    if (!bare || labelled || free.size > 0) {
      const { name, array } = (bare?.images ?? images[0]) as NamedArray;
      throw new DatasetError(
        file,
        phrase`${name} (${array.shape.join('×')}) has no array of as many labels beside it; add one, such as y_train`,
      );
    }
    return { parts: { unlabelled: bare }, reason: phrase`images without labels: ${bare.images.name} ${bare.images.array.shape.join('×')}` };
  }
  // Images that nobody labelled are no test set.
  if (parts.test && !parts.test.labels) {
    parts.unlabelled ??= parts.test;
    delete parts.test;
  }
  if (parts.validation && !parts.validation.labels) delete parts.validation;
  const listed = Object.values(parts).flatMap(({ images: x, labels }) => [x, ...(labels ? [labels] : [])]);
  const named = arrays.find(({ name }) => /(class|label|category).?names?$|^categories$/i.test(name));
  const names = named && textsIn(named.array);
  return {
    parts,
    ...(names && { names: distinct(names) }),
    reason: phrase`arrays whose shapes say images and labels: ${listed.map(({ name, array }) => `${name} ${array.shape.join('×')}`).join(', ')}`,
  };
}

/** Throws a DatasetError that names the array and what was expected. */
export function readParts({ parts, names }: ArrayParts, file: string, options: DataOptions): FoundDataset {
  const training = parts.training ?? parts.unlabelled;
  if (!training) throw new DatasetError(file, phrase`holds no images`);
  const scale = scaleOf(training.images, file);
  const shaped = pixelsOf(training.images, file, scale, options);
  const texts = [
    ...new Set(Object.values(parts).flatMap(({ labels }) => (labels && textsIn(labels.array)?.map((text) => text.trim())) ?? [])),
  ].toSorted(byName);
  const labelsOfPart = Object.fromEntries(
    Object.entries(parts).map(([part, { labels }]) => [part, labels ? labelNumbers(labels, file, texts) : null]),
  );
  const given = Object.values(labelsOfPart).filter((labels) => labels !== null);
  const known = texts.length > 0 ? distinct(texts) : names;
  const classes = given.length === 0 ? null : classesOf(given, file, known && new Map(known.map((name, index) => [index, name])));
  const part = (name: PartName): FoundPart | undefined => {
    const found = parts[name];
    const labels = labelsOfPart[name];
    if (!found || !labels || !classes) return undefined;
    const { shape, pixels } = name === 'training' ? shaped : pixelsOf(found.images, file, scale, options, shaped.order);
    if (shape.join() !== shaped.shape.join())
      throw new DatasetError(
        file,
        phrase`${found.images.name} holds images of ${shape.join('×')}, ${training.images.name} of ${shaped.shape.join('×')}`,
      );
    return { pixels, labels: placed(labels, classes) };
  };
  const bare = parts.unlabelled && pixelsOf(parts.unlabelled.images, file, scale, options, shaped.order);
  return {
    shape: shaped.shape,
    classes: classes?.names ?? [],
    training: part('training') ?? null,
    validation: part('validation'),
    test: part('test'),
    unlabelled: bare && { shape: bare.shape, pixels: bare.pixels, count: countOf(parts.unlabelled?.images as NamedArray) },
    leftOut: [],
  };
}

/** Numbers of an array in its logical order. Throws a DatasetError of a type that is no number, or bytes that are too few. */
function readerOf({ name, array: { descr, shape, fortranOrder, data } }: NamedArray, file: string): (index: number) => number {
  const reader = numberReader(descr);
  if (!reader) throw new DatasetError(file, phrase`${name} holds ${descr || 'no named type'}; expected whole numbers or floats`);
  const count = shape.reduce((product, side) => product * side, 1);
  if (!Number.isSafeInteger(count) || data.length !== count * reader.bytes)
    throw new DatasetError(
      file,
      phrase`${name} has ${data.length} bytes for shape (${shape.join(', ')}), expected ${count * reader.bytes}; it is cut short`,
    );
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  if (!fortranOrder || shape.length < 2) return (index) => reader.at(view, index * reader.bytes);
  const strides = shape.map((_, axis) => shape.slice(0, axis).reduce((product, side) => product * side, 1));
  return (index) => {
    let [rest, from] = [index, 0];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const side = numberAt(shape, axis);
      from += (rest % side) * numberAt(strides, axis);
      rest = Math.floor(rest / side);
    }
    return reader.at(view, from * reader.bytes);
  };
}

/** Scaled images reach a little beyond 1, or below 0. */
const SLACK = 0.05;

/** How numbers become bytes. */
interface Scale {
  readonly factor: number;
  readonly shift: number;
}

/** Bytes are what they are; floats go from 0 to 1, from −1 to 1 or from 0 to 255. */
function scaleOf(images: NamedArray, file: string): Scale {
  if (/u1$/.test(images.array.descr)) return { factor: 1, shift: 0 };
  if (/b1$/.test(images.array.descr)) return { factor: 255, shift: 0 };
  const read = readerOf(images, file);
  const count = images.array.shape.reduce((product, side) => product * side, 1);
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let [beyond, fractions, outlier] = [0, 0, 0];
  for (let index = 0; index < count; index++) {
    const value = read(index);
    if (value > 1 + SLACK && beyond++ === 0) outlier = index;
    if (!Number.isInteger(value)) fractions += 1;
    if (!Number.isFinite(value))
      throw new DatasetError(file, phrase`${images.name} holds ${value} at place ${index}; expected finite numbers`);
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low >= -SLACK && high <= 1 + SLACK) return { factor: 255, shift: 0 };
  // A few that are larger by far would make all the others black.
  if (low >= -1 - SLACK && fractions > 0 && beyond > 0 && beyond < count / 1000)
    throw new DatasetError(
      file,
      phrase`${images.name} has values of 0 to 1, but ${read(outlier)} at place ${outlier} (${beyond} such in all); put those right first`,
    );
  if (low >= -SLACK && high <= 255 + SLACK) return { factor: 1, shift: 0 };
  if (low >= -1 - SLACK && high <= 1 + SLACK) return { factor: 127.5, shift: 127.5 };
  throw new DatasetError(
    file,
    phrase`${images.name} has values from ${Number(low.toPrecision(4))} to ${Number(high.toPrecision(4))}; expected 0 to 255, 0 to 1 or −1 to 1: undo their normalisation first`,
  );
}

function pixelsOf(images: NamedArray, file: string, { factor, shift }: Scale, options: DataOptions, known?: 'last' | 'first') {
  const layout = layoutOf(images.array);
  if (!layout) throw new DatasetError(file, phrase`${images.name} is ${images.array.shape.join('×')}; expected images`);
  const count = countOf(images);
  assertReadable(file, count, layout.shape);
  const read = readerOf(images, file);
  const size = layout.shape[0] * layout.shape[1] * layout.shape[2];
  const bytes = new Uint8Array(count * size);
  for (let index = 0; index < bytes.length; index++) {
    const exact = read(index) * factor + shift;
    const value = Math.min(255, Math.max(0, Math.round(exact)));
    if (!(Math.abs(exact - value) <= Math.max(0.5, SLACK * factor)))
      throw new DatasetError(
        file,
        phrase`${images.name}: value ${read(index)} of image ${Math.floor(index / size)}, expected the range of the training images`,
      );
    bytes[index] = value;
  }
  const first = () => channelsLast(bytes, layout.shape);
  const order =
    layout.order !== 'either'
      ? layout.order
      : (known ?? (layout.shape[2] === 3 && roughness(first(), layout.shape) < roughness(bytes, layout.shape) ? 'first' : 'last'));
  const upright = order === 'first' ? first() : bytes;
  return { order, ...(options.transpose === 'yes' ? transposed(upright, layout.shape) : { shape: layout.shape, pixels: upright }) };
}

/** One number an image; of a row of flags, the place of the one that is set; of texts, their places among them all. */
function labelNumbers(labels: NamedArray, file: string, texts: readonly string[]): Float64Array {
  const own = textsIn(labels.array);
  if (own) {
    const places = new Map(texts.map((text, index) => [text, index]));
    return Float64Array.from(own, (text) => places.get(text.trim()) ?? Number.NaN);
  }
  const read = readerOf(labels, file);
  const [count = 0, columns = 1] = labels.array.shape;
  return Float64Array.from({ length: count }, (_, image) => {
    if (columns === 1) return read(image);
    let [best, sum] = [0, 0];
    for (let column = 0; column < columns; column++) {
      const value = read(image * columns + column);
      sum += Math.abs(value);
      if (value > read(image * columns + best)) best = column;
    }
    if (!(Math.abs(sum - 1) < 0.01 && read(image * columns + best) > 0.5))
      throw new DatasetError(
        file,
        phrase`${labels.name} gives image ${image} not one label but ${Number(sum.toPrecision(3))} of ${columns}; give each image the one it is to be told by`,
      );
    return best;
  });
}

/** What an array of texts holds: UTF-32 or bytes, each padded by zeros; null of numbers. */
export function textsIn({ descr, shape, data }: NumpyArray): string[] | null {
  const found = /^([<>|=]?)([US])(\d+)$/.exec(descr);
  if (!found || shape.length > 2 || (shape.length === 2 && shape[1] !== 1)) return null;
  const [, order, kind, characters] = found;
  const bytes = Number(characters) * (kind === 'U' ? 4 : 1);
  const count = shape[0] ?? 1;
  if (bytes === 0 || data.length !== count * bytes) return null;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return Array.from({ length: count }, (_, index) => {
    if (kind === 'S') return new TextDecoder().decode(data.subarray(index * bytes, (index + 1) * bytes)).replace(/\0+$/, '');
    const codes = Array.from({ length: Number(characters) }, (_code, at) => view.getUint32(index * bytes + 4 * at, order !== '>'));
    return String.fromCodePoint(...codes.filter((code) => code > 0 && code <= 0x10ffff));
  });
}

/** Arrays of one kind, one behind the other; null where they are not of one. */
export function stacked(arrays: readonly NumpyArray[]): NumpyArray | null {
  const [first] = arrays;
  if (!first || arrays.length === 1) return first ?? null;
  const rowOf = ({ shape }: NumpyArray) => shape.slice(1).join('×');
  if (!arrays.every((each) => each.descr === first.descr && rowOf(each) === rowOf(first) && !each.fortranOrder && each.shape.length > 0))
    return null;
  const data = new Uint8Array(arrays.reduce((sum, each) => sum + each.data.length, 0));
  let at = 0;
  for (const each of arrays) {
    data.set(each.data, at);
    at += each.data.length;
  }
  return { ...first, shape: [arrays.reduce((sum, { shape }) => sum + (shape[0] ?? 0), 0), ...first.shape.slice(1)], data };
}

/** Whether it is images by its shape. */
export const isImages = (array: NumpyArray): boolean => layoutOf(array) !== null;

/** `mnist` of `data/mnist.npz`. */
export const stemOf = ({ path }: Pick<SourceFile, 'path'>): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
