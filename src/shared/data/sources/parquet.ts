/**
 * Parquet as Hugging Face ships image data sets: a column of pictures (their bytes and path), one of labels, and the names of
 * the classes in the file's metadata. Several files of a split are one part.
 */

import { gunzipSync } from 'fflate';
import type { FileMetaData } from 'hyparquet';
import { isRecord } from '../../is-record';
import { phrase } from '../../phrase';
import { numbered } from '../class-names';
import { isPicture } from '../pictures/decode';
import { DatasetError } from './dataset-error';
import { byName, distinct } from './labels';
import type { DataOptions } from './options';
import { mostValues } from './parquet-pages';
import { type LabelledPicture, readPictures } from './picture-set';
import {
  chosenOf,
  type FoundPart,
  MOST_BYTES,
  nameOf,
  type PartName,
  partNamed,
  type Reading,
  type Source,
  type SourceFile,
} from './source';

/** Loaded once there is such a file. */
const library = () => import('hyparquet');

/** Bytes of a page, unpacked; what one claims beyond that is given no memory. */
const LARGEST_PAGE = 2 ** 28;
const MOST_ROWS = 10_000_000;

export const parquet: Source = {
  type: 'parquet',
  label: 'Parquet',
  async recognise(files, options) {
    const tables: Table[] = [];
    for (const file of files) {
      const head = await file.head();
      if (String.fromCharCode(...head.subarray(0, 4)) === 'PAR1') tables.push(await tableOf(file, options));
    }
    const [first] = tables;
    if (!first) return null;
    const { image, labels } = first;
    const [usual = ''] = labels.keys();
    const wanted = options.label || options.choice;
    const label = (labels.size > 0 && chosenOf([...labels.keys()], wanted)) || usual;
    const partOf = ({ file }: Table): PartName =>
      partNamed(nameOf(file.path).replaceAll('_', ' ')) ?? partNamed(file.path.replaceAll(/[/_]/g, ' ')) ?? 'training';
    const parts = tables.map((table) => ({ table, part: partOf(table) }));
    return {
      reason: phrase`pictures in the column ${image}, labels in ${label}: ${tables.map(({ file }) => nameOf(file.path)).join(', ')}`,
      choices: labels.size > 1 ? [...labels.keys()] : [],
      choice: labels.size > 1 ? label : '',
      hasTest: parts.some(({ part }) => part === 'test'),
      settings: ['label', 'side', 'fit', 'colour', 'ink'],
      read: (work) => readTables(parts, { image, label, names: labels.get(label) ?? null }, options, work),
    };
  },
};

interface Table {
  readonly file: SourceFile;
  readonly metadata: FileMetaData;
  /** The column of pictures. */
  readonly image: string;
  /** Columns of labels, with the names of their classes where the file has them. */
  readonly labels: ReadonlyMap<string, readonly string[] | null>;
}

const bufferOf = (bytes: Uint8Array) => ({
  byteLength: bytes.length,
  // Node's own arrays share a pool, and their slices do too.
  slice: async (from: number, to?: number) => new Uint8Array(bytes.subarray(from, to)).buffer,
});

const damaged = (file: SourceFile, error: unknown) =>
  error instanceof DatasetError
    ? error
    : new DatasetError(
        nameOf(file.path),
        phrase`is damaged Parquet (${error instanceof Error ? error.message.slice(0, 200) : String(error)})`,
      );

const readCodecs = new Set<string>(['UNCOMPRESSED', 'SNAPPY', 'GZIP']);

async function tableOf(file: SourceFile, { label: wanted }: DataOptions): Promise<Table> {
  const name = nameOf(file.path);
  let metadata: FileMetaData;
  try {
    const { parquetMetadataAsync } = await library();
    metadata = await parquetMetadataAsync(bufferOf(await file.bytes(MOST_BYTES)));
  } catch (error) {
    throw damaged(file, error);
  }
  const codecs = new Set(metadata.row_groups.flatMap(({ columns }) => columns.map((column) => column.meta_data?.codec ?? 'UNCOMPRESSED')));
  const unread = [...codecs].find((codec) => !readCodecs.has(codec));
  if (unread) throw new DatasetError(name, phrase`is packed by ${unread}; write it with Snappy, gzip or unpacked`);
  const features = featuresOf(metadata);
  const columns = topColumns(metadata);
  const kindOf = (feature: unknown) => (isRecord(feature) ? feature._type : undefined);
  const image =
    columns.find((column) => kindOf(features[column.name]) === 'Image')?.name ??
    columns.find(({ children }) => children.includes('bytes'))?.name ??
    columns.find(({ name: column, type }) => type === 'BYTE_ARRAY' && /^(image|img|picture)/i.test(column))?.name;
  const classed = columns.filter((column) => kindOf(features[column.name]) === 'ClassLabel');
  const scalars = columns.filter(({ name: column, children }) => children.length === 0 && column !== image);
  const plain = scalars.filter(
    ({ name: column }) => /label|class|target|^y$|digit|category/i.test(column) && !/(^|[^a-z])(id|ids|index)([^a-z]|$)/i.test(column),
  );
  const likely = classed.length > 0 ? classed : plain.length > 0 || scalars.length !== 1 ? plain : scalars;
  const asked = scalars.filter(({ name: column }) => column === wanted);
  const labels = [...likely, ...asked.filter((each) => !likely.includes(each))].map(
    ({ name: column }): [string, readonly string[] | null] => [column, namesIn(features[column])],
  );
  const all = columns.map(({ name: column }) => column);
  const listed = (all.length > 12 ? [...all.slice(0, 11), '…'] : all).join(', ');
  if (!image) throw new DatasetError(name, phrase`has the columns ${listed}, none of pictures; an image column is needed`);
  if (labels.length === 0)
    throw new DatasetError(name, phrase`has the columns ${listed}, none of which is called like labels; say which by the option label`);
  return { file, metadata, image, labels: new Map(labels) };
}

/** What Hugging Face tells of the columns. */
function featuresOf({ key_value_metadata: pairs = [] }: FileMetaData): Readonly<Record<string, unknown>> {
  const text = pairs.find(({ key }) => key === 'huggingface')?.value;
  if (!text) return {};
  try {
    const content: unknown = JSON.parse(text);
    const info = isRecord(content) ? content.info : null;
    const features = isRecord(info) ? info.features : null;
    return isRecord(features) ? features : {};
  } catch {
    return {};
  }
}

function namesIn(feature: unknown): readonly string[] | null {
  const names = isRecord(feature) ? feature.names : null;
  return Array.isArray(names) && names.length > 1 && names.every((name) => typeof name === 'string') ? distinct(names) : null;
}

/** The columns at the top, with those within them. */
function topColumns({
  schema,
}: FileMetaData): { readonly name: string; readonly type: string | undefined; readonly children: readonly string[] }[] {
  const columns = [];
  for (let at = 1; at < schema.length; ) {
    const { name = '', type, num_children: within = 0 } = schema[at] ?? {};
    columns.push({ name, type, children: schema.slice(at + 1, at + 1 + within).map((each) => each.name) });
    at += 1 + within;
  }
  return columns;
}

interface Columns {
  readonly image: string;
  readonly label: string;
  readonly names: readonly string[] | null;
}

async function readTables(
  parts: readonly { readonly table: Table; readonly part: PartName }[],
  { image, label, names }: Columns,
  options: DataOptions,
  { progress, signal, trainingOnly }: Reading,
) {
  const rows: { readonly place: string; readonly part: PartName; readonly label: unknown; readonly bytes: Uint8Array | null }[] = [];
  for (const { table, part } of parts) {
    if (trainingOnly && (part === 'test' || part === 'unlabelled')) continue;
    signal?.throwIfAborted();
    for (const [index, row] of (await rowsOf(table, [image, label])).entries()) {
      rows.push({ place: `${nameOf(table.file.path)}:${index + 1}`, part, label: row[label], bytes: bytesIn(row[image]) });
    }
  }
  const name = nameOf(parts[0]?.table.file.path ?? '');
  const given = rows.map(({ label: each }) => (typeof each === 'bigint' ? Number(each) : typeof each === 'boolean' ? String(each) : each));
  const { classes, places } = classesIn(given, names, name);
  const labelled = rows.map((row, index): LabelledPicture => {
    const place = places.get(given[index]);
    return {
      place: row.place,
      part: place === undefined ? 'unlabelled' : row.part,
      label: place ?? 0,
      bytes: async () => {
        if (row.bytes && isPicture(row.bytes)) return row.bytes;
        throw new DatasetError(row.place, phrase`holds no picture in ${image}`);
      },
    };
  });
  const read = await readPictures(labelled, options, name, progress, signal);
  const { training, validation, test, unlabelled } = read.parts;
  if (!training) throw new DatasetError(name, phrase`holds no pictures to train on; add the files of the training split`);
  return {
    shape: read.shape,
    classes,
    training: training as FoundPart,
    validation,
    test,
    unlabelled: unlabelled && { shape: read.shape, count: unlabelled.count, pixels: unlabelled.pixels },
    leftOut: read.leftOut,
    leftOutCount: read.leftOutCount,
  };
}

/** Names of numbers as the file tells them, or numbers, or names themselves. What is neither has no label (−1 marks it so). */
function classesIn(labels: readonly unknown[], names: readonly string[] | null, file: string) {
  const found = [...new Set(labels.filter((label) => (typeof label === 'number' && label >= 0) || typeof label === 'string'))];
  const areNumbers = found.every((label) => typeof label === 'number');
  const largest = found.reduce<number>((most, label) => Math.max(most, Number(label)), 0);
  if (names && areNumbers && largest < names.length)
    return { classes: names, places: new Map<unknown, number>(names.map((_, index) => [index, index])) };
  const ordered =
    areNumbers && largest < 256
      ? Array.from({ length: largest + 1 }, (_, index) => index)
      : found.toSorted((a, b) => byName(String(a), String(b)));
  if (ordered.length < 2 || ordered.length > 256)
    throw new DatasetError(file, phrase`labels of ${ordered.length} classes in the column that is taken for them; expected 2 to 256`);
  const classes = areNumbers && largest < 256 ? numbered(ordered.length) : distinct(ordered.map(String));
  return { classes, places: new Map<unknown, number>(ordered.map((label, index) => [label, index])) };
}

async function rowsOf({ file, metadata }: Table, columns: string[]): Promise<Record<string, unknown>[]> {
  if (Number(metadata.num_rows) > MOST_ROWS)
    throw new DatasetError(nameOf(file.path), phrase`claims ${Number(metadata.num_rows)} rows; at most ${MOST_ROWS} are read`);
  try {
    const bytes = await file.bytes(MOST_BYTES);
    assertPages(bytes, metadata, columns);
    const { parquetReadObjects, snappyUncompress } = await library();
    const compressors = bounded(bytes.length, snappyUncompress);
    return await parquetReadObjects({ file: bufferOf(bytes), metadata, columns, utf8: false, compressors });
  } catch (error) {
    throw damaged(file, error);
  }
}

/** Throws an Error where more values are promised than there are rows, or more rows than any file of so many bytes has pictures. */
function assertPages(bytes: Uint8Array, { row_groups: groups }: FileMetaData, wanted: readonly string[]): void {
  for (const { num_rows: rows, columns } of groups) {
    if (Number(rows) > bytes.length) throw new Error(`${Number(rows)} rows in ${bytes.length} bytes`);
    for (const { meta_data: chunk } of columns) {
      if (!chunk || !wanted.includes(chunk.path_in_schema[0] ?? '')) continue;
      const from = Number(chunk.dictionary_page_offset ?? chunk.data_page_offset);
      const promised = mostValues(bytes, from, Math.min(bytes.length, from + Number(chunk.total_compressed_size)));
      if (promised > Number(rows)) throw new Error(`a page of ${promised} values in a group of ${Number(rows)} rows`);
    }
  }
}

/** A page tells how large it is when it is unpacked; what cannot be is given no memory. */
function bounded(fileBytes: number, snappyUncompress: (input: Uint8Array, output: Uint8Array) => unknown) {
  let total = 0;
  const checked = (input: Uint8Array, length: number, most: number) => {
    total += length;
    if (length > LARGEST_PAGE || length > input.length * most || total > MOST_BYTES)
      throw new Error(`a page of ${fileBytes} bytes claims ${length}`);
  };
  return {
    SNAPPY(input: Uint8Array, length: number) {
      checked(input, length, 64);
      const output = new Uint8Array(length);
      snappyUncompress(input, output);
      return output;
    },
    GZIP(input: Uint8Array, length: number) {
      checked(input, length, 1032);
      return gunzipSync(input, { out: new Uint8Array(length) });
    },
  };
}

function bytesIn(value: unknown): Uint8Array | null {
  const inner = isRecord(value) && !(value instanceof Uint8Array) ? value.bytes : value;
  return inner instanceof Uint8Array ? inner : null;
}
