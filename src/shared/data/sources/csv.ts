/**
 * Tables of an image a line, as Kaggle and others ship MNIST: a column a pixel, values 0 to 255 or 0 to 1, and a column of
 * labels. Read a stretch at a time; what stands in memory is the bytes of the images alone.
 */
import { grouped } from '../../grouped';
import { joined, type Phrase, phrase } from '../../phrase';
import type { ImageShape } from '../image-set';
import { DatasetError } from './dataset-error';
import { isEmnist, mappingOf } from './emnist';
import { byName, classesOf, distinct, placed } from './labels';
import type { DataOptions } from './options';
import { assertReadable, channelsLast, roughness, squareOf, transposed } from './shape';
import {
  chosenOf,
  type FoundDataset,
  type LeftOut,
  MOST_BYTES,
  MOST_LEFT_OUT,
  nameOf,
  type PartName,
  partNamed,
  type Reading,
  type Source,
  type SourceFile,
} from './source';

/** A line of the largest images, with room for commas; longer ones are no table. */
const LONGEST_LINE = 2 ** 20;
const decoder = new TextDecoder();

/** Lines that are looked at beforehand. */
const SAMPLE = 200;

/** How a table is laid out. */
interface Table {
  readonly file: SourceFile;
  readonly separator: number;
  readonly hasHeader: boolean;
  readonly columns: number;
  /** Of the labels; null where there is none. */
  readonly label: number | null;
  /** Columns that are no pixels, beside the labels: a running number. */
  readonly skipped: number;
  readonly shape: ImageShape;
  /** Whether values go from 0 to 1, and whether that is sure: of whole numbers alone 0 and 1 may be the darkest two. */
  readonly isUnit: boolean;
  readonly isSure: boolean;
}

export const csv: Source = {
  type: 'csv',
  label: 'CSV',
  async recognise(files, options) {
    const tables: Table[] = [];
    let trouble: DatasetError | null = null;
    for (const file of files) {
      const table = await tableOf(file, options);
      if (table instanceof DatasetError) trouble ??= table;
      else if (table) tables.push(table);
    }
    if (tables.length === 0 && trouble) throw trouble;
    if (tables.length === 0) return null;
    const sets = setsOf(tables);
    const chosen = chosenOf([...sets.keys()], options.choice) ?? '';
    const own = sets.get(chosen) ?? tables;
    const parts = partsOf(
      own.filter(({ label }) => label !== null),
      own,
    );
    const { path = '' } = parts.training?.file ?? {};
    const turns = options.transpose === 'yes' || (options.transpose === 'auto' && isEmnist(path));
    const reasons = Object.values(parts).map(({ file, columns, label, hasHeader }) =>
      reasonOf(nameOf(file.path), columns, label, hasHeader),
    );
    return {
      reason: turns
        ? phrase`${joined(reasons, '; ')}; images turned the right way round, as EMNIST transposes them`
        : joined(reasons, '; '),
      choices: sets.size > 1 ? [...sets.keys()] : [],
      choice: sets.size > 1 ? chosen : '',
      hasTest: parts.test !== undefined,
      settings: ['label', 'transpose'],
      read: async (work) => readTables(parts, { turns, names: await mappingOf(datasetOf(path), path, files) }, work),
    };
  },
};

/** `emnist-letters` of `emnist-letters-train.csv`; empty of `train.csv`. */
const datasetOf = (path: string) =>
  nameOf(path)
    .toLowerCase()
    .replace(/(\.gz|\.csv|\.tsv|\.txt)+$/, '')
    .replace(/(^|[-_. ])(train|training|test|testing|val|valid|validation)(?=[-_. ]|$)/g, '')
    .replace(/^[-_. ]+|[-_. ]+$/g, '');

/** Tables by the dataset that their names tell of, where each has one to train on; else all are one. */
function setsOf(tables: readonly Table[]): Map<string, Table[]> {
  const sets = grouped(tables, ({ file }) => datasetOf(file.path));
  const isTraining = ({ file, label }: Table) => label !== null && partNamed(nameOf(file.path).replaceAll('_', ' ')) === 'training';
  return sets.size > 1 && [...sets.values()].every((set) => set.some(isTraining)) ? sets : new Map([['', [...tables]]]);
}

type Parts = Partial<Record<PartName, Table>>;

const reasonOf = (name: string, columns: number, label: number | null, hasHeader: boolean): Phrase =>
  label === null
    ? phrase`${name}: a table of ${columns} columns of pixels without labels`
    : hasHeader
      ? phrase`${name}: a table with a header, ${columns} columns, labels in column ${label + 1}`
      : phrase`${name}: a table of ${columns} columns without a header, labels in column ${label + 1}`;

function partsOf(labelled: readonly Table[], all: readonly Table[]): Partial<Record<PartName, Table>> {
  const parts: Partial<Record<PartName, Table>> = {};
  const part = ({ file }: Table) => partNamed(nameOf(file.path).replaceAll('_', ' '));
  const bySize = labelled.toSorted((a, b) => b.file.size - a.file.size);
  const training = bySize.find((table) => part(table) === 'training') ?? bySize.find((table) => part(table) === null) ?? bySize[0];
  if (!training) return { unlabelled: all[0] as Table };
  const isLike = ({ shape }: Table) => shape.join() === training.shape.join();
  parts.training = training;
  const others = bySize.filter((table) => table !== training && isLike(table));
  const validation = others.find((table) => part(table) === 'validation');
  const test = others.find((table) => part(table) === 'test') ?? others.find((table) => part(table) === null);
  if (validation) parts.validation = validation;
  if (test) parts.test = test;
  const bare = all.find((table) => table.label === null && isLike(table));
  if (bare) parts.unlabelled = bare;
  return parts;
}

/** Null of what is no table of images. */
async function tableOf(file: SourceFile, { label: wanted }: DataOptions): Promise<Table | DatasetError | null> {
  const start = await file.head();
  if (start.length === 0 || start.includes(0) || !/^[^\n]*[,;\t]/.test(decoder.decode(start))) return null;
  const text = decoder.decode(await file.head(2 * LONGEST_LINE)).replace(/^\uFEFF/, '');
  const complete = text.slice(0, Math.max(text.lastIndexOf('\n'), 0)) || text;
  const lines = complete.split(/\r?\n/).filter(Boolean).slice(0, SAMPLE);
  const [first = ''] = lines;
  const separator = [',', ';', '\t'].find((each) => first.split(each).length > 1);
  // The first line may be longer than what is looked at; then its columns are counted where it is read.
  if (!separator || lines.length < 2) return null;
  const rows = lines.map((line) => cellsOf(line, separator));
  const columns = rows[0]?.length ?? 0;
  const isNumber = (cell: string | undefined) => cell !== undefined && cell.trim() !== '' && Number.isFinite(Number(cell));
  const hasHeader = rows[0]?.filter(isNumber).length !== columns && !rows[0]?.slice(1, -1).every(isNumber);
  const body = hasHeader ? rows.slice(1) : rows;
  if (body.length === 0) return null;
  const header = hasHeader ? (rows[0] ?? []).map((name) => name.trim().toLowerCase()) : [];
  const found = layoutOf(columns, header, body, wanted);
  if (!found) return isTable(file, rows) ? new DatasetError(nameOf(file.path), whyNot(columns, header, wanted)) : null;
  const inner = body.slice(0, 50).flatMap((row) => row.filter((_, column) => column !== found.label && column >= found.skipped));
  const numbers = inner.map(Number).filter(Number.isFinite);
  if (numbers.length < inner.length / 2) return null;
  const isUnit = numbers.filter((value) => value > 1 + SLACK).length <= numbers.length / 1000;
  const isSure = isUnit && numbers.some((value) => !Number.isInteger(value));
  return { file, separator: separator.charCodeAt(0), hasHeader, columns, isUnit, isSure, ...found };
}

/** Scaled images reach a little beyond 1. */
const SLACK = 0.05;

/** Cells of a line, with quotes taken off. */
const cellsOf = (line: string, separator: string): string[] => line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));

/** Whether people would call it a table: by its name, or by as many columns in each line, of which there are many. */
const isTable = ({ path }: SourceFile, rows: readonly string[][]) =>
  /\.(csv|tsv)(\.gz)?$/i.test(path) || ((rows[0]?.length ?? 0) > 20 && rows.every(({ length }) => length === rows[0]?.length));

function whyNot(columns: number, header: readonly string[], wanted: string): Phrase {
  const listed = header.length > 8 ? [...header.slice(0, 7), '…', header.at(-1)].join(', ') : header.join(', ');
  if (wanted && wanted !== 'first' && wanted !== 'last' && !header.includes(wanted.toLowerCase()))
    return header.length > 0
      ? phrase`has no column ${wanted}; its columns are ${listed}`
      : phrase`has no header that names a column ${wanted}; use first or last`;
  return phrase`has ${columns} columns, which are no square image beside a label; expected as 785 for 28×28, one column a pixel`;
}

/** Which column is the labels', and what the others are: a square of pixels. */
function layoutOf(columns: number, header: readonly string[], body: readonly string[][], wanted: string) {
  const named = wanted && wanted !== 'first' && wanted !== 'last' ? wanted.toLowerCase() : '';
  const names = named ? [named] : ['label', 'labels', 'class', 'target', 'y', 'digit', 'category'];
  const byHeader = header.findIndex((name) => names.includes(name));
  if (named && byHeader < 0) return null;
  const skipped = /^(id|imageid|index|unnamed: 0|)$/.test(header[0] ?? '-') ? 1 : 0;
  const withLabel = squareOf(columns - 1 - skipped);
  const without = squareOf(columns - skipped);
  if (byHeader >= 0) return withLabel && { label: byHeader, skipped: byHeader < skipped ? 0 : skipped, shape: withLabel };
  if (wanted === 'first' || wanted === 'last')
    return withLabel && { label: wanted === 'first' ? skipped : columns - 1, skipped, shape: withLabel };
  if (withLabel) return { label: labelColumn(body, skipped, columns - 1), skipped, shape: withLabel };
  return without && { label: null, skipped, shape: without };
}

/** The first column, unless the last looks more like labels by far. */
function labelColumn(body: readonly string[][], first: number, last: number): number {
  const [atFirst, atLast] = [first, last].map((column) => likeLabels(body.map((row) => row[column] ?? '')));
  return (atLast ?? 0) > (atFirst ?? 0) + 0.2 ? last : first;
}

/** More values than that, some left out between them, are brightnesses rather than labels. */
const MOST_GAPPED = 26;

/**
 * How much the cells of a column look like labels: text does most of all; of whole numbers, few without a gap that come about
 * equally often. Of pixels, those in a corner are nearly all alike, and others have many values.
 */
function likeLabels(cells: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  const numbers = [...counts.keys()].map(Number);
  if (numbers.some((value) => !Number.isFinite(value))) return 3;
  if (numbers.some((value) => !Number.isInteger(value))) return 0;
  // In a file that is sorted by class the first lines have one.
  if (counts.size < 2) return 0.3;
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  const isGapless = least >= 0 && least <= 1 && most - least + 1 === counts.size;
  const entropy = -[...counts.values()].reduce((sum, count) => sum + (count / cells.length) * Math.log(count / cells.length), 0);
  const evenness = counts.size > cells.length / 2 ? 0 : entropy / Math.log(counts.size);
  return isGapless ? 1 + evenness : counts.size > MOST_GAPPED ? 0.05 * evenness : evenness;
}

/** What was read of one table. */
interface Rows {
  readonly count: number;
  readonly pixels: Uint8Array;
  /** As text where a label is no number. */
  readonly labels: readonly string[];
  /** The running number that the table has, or the line's among those of data. */
  readonly ids: readonly string[];
  readonly leftOut: readonly LeftOut[];
  readonly leftOutCount: number;
}

/** How the images lie, and the names of the classes by their numbers where those are known. */
interface Manner {
  readonly turns: boolean;
  readonly names: ReadonlyMap<number, string> | undefined;
}

async function readTables(
  parts: Parts,
  { turns, names: known }: Manner,
  { trainingOnly, progress, signal }: Reading,
): Promise<FoundDataset> {
  const wanted = Object.entries(parts).filter(([part]) => !trainingOnly || part === 'training' || part === 'validation');
  const total = wanted.reduce((sum, [, { file }]) => sum + file.size, 0);
  let before = 0;
  const rows: Partial<Record<PartName, Rows>> = {};
  for (const [part, table] of wanted) {
    const tell = (share: number) => progress?.((before + share * table.file.size) / total);
    rows[part as PartName] = await readTable(table, tell, signal);
    before += table.file.size;
  }
  const { file, shape } = (parts.training ?? parts.unlabelled) as Table;
  const name = nameOf(file.path);
  const labelled = Object.entries(rows).filter(([part]) => part !== 'unlabelled');
  const all = labelled.map(([, { labels }]) => labels);
  const areNumbers = all.every((labels) => labels.every((label) => label !== '' && Number.isFinite(Number(label))));
  const texts = areNumbers ? [] : [...new Set(all.flat())].toSorted(byName);
  const numbersOf = (labels: readonly string[]) =>
    Float64Array.from(labels, (label) => (areNumbers ? Number(label) : texts.indexOf(label)));
  const numbers = Object.fromEntries(labelled.map(([part, { labels }]) => [part, numbersOf(labels)]));
  const names = areNumbers ? known : new Map(distinct(texts).map((text, index) => [index, text]));
  const classes = labelled.length > 0 ? classesOf(Object.values(numbers), name, names) : null;
  const first = (rows.training ?? rows.unlabelled)?.pixels ?? new Uint8Array();
  const byChannel =
    shape[2] === 3 && roughness(channelsLast(first.subarray(0, 50 * 3 * shape[0] * shape[1]), shape), shape) < roughness(first, shape);
  const upright = (pixels: Uint8Array) => {
    const last = byChannel ? channelsLast(pixels, shape) : pixels;
    return turns ? transposed(last, shape).pixels : last;
  };
  const part = (each: PartName) => {
    const found = rows[each];
    return found && classes ? { pixels: upright(found.pixels), labels: placed(numbers[each] ?? [], classes) } : undefined;
  };
  const bare = rows.unlabelled;
  const trained = part('training');
  if (classes && (!trained || trained.labels.length === 0))
    throw new DatasetError(name, phrase`holds no line that is an image with its label`);
  const leftOut = Object.values(rows);
  return {
    shape,
    classes: classes?.names ?? [],
    training: trained ?? null,
    validation: part('validation'),
    test: part('test'),
    unlabelled: bare && { shape, count: bare.count, pixels: upright(bare.pixels), ids: bare.ids },
    leftOut: leftOut.flatMap((each) => each.leftOut).slice(0, MOST_LEFT_OUT),
    leftOutCount: leftOut.reduce((sum, each) => sum + each.leftOutCount, 0),
  };
}

/** Values that turn out to reach beyond 1 are not from 0 to 1, whatever the first lines were like: the table is read once more. */
async function readTable(table: Table, progress: (share: number) => void, signal?: AbortSignal): Promise<Rows> {
  try {
    return await readRows(table, progress, signal);
  } catch (error) {
    if (!(error instanceof BeyondUnit)) throw error;
    return readRows({ ...table, isUnit: false }, progress, signal);
  }
}

class BeyondUnit extends Error {}

const [NEWLINE, RETURN, ZERO, NINE, QUOTE] = [10, 13, 48, 57, 34];

/** Blocks of so many images, for nobody knows how many lines there are. */
const BLOCK = 2048;

async function readRows(table: Table, progress: (share: number) => void, signal?: AbortSignal): Promise<Rows> {
  const { file, hasHeader, shape } = table;
  const isBare = table.label === null;
  const name = nameOf(file.path);
  const size = shape[0] * shape[1] * shape[2];
  const blocks: Uint8Array[] = [];
  const labels: string[] = [];
  const ids: string[] = [];
  let dataLine = 0;
  const leftOut: LeftOut[] = [];
  let [count, line, done, leftOutCount, filled] = [0, 0, 0, 0, 0];
  let rest = new Uint8Array();

  function take(bytes: Uint8Array, from: number, to: number): void {
    line += 1;
    if (to > from && bytes[to - 1] === RETURN) to -= 1;
    if (to === from || (line === 1 && hasHeader)) return;
    dataLine += 1;
    const place = count % BLOCK;
    if (place === 0 && blocks.length * BLOCK === count) {
      assertReadable(name, count + 1, shape);
      blocks.push(new Uint8Array(BLOCK * size));
    }
    const block = blocks.at(-1) as Uint8Array;
    const found = readLine(bytes, from, to, table, block, place * size);
    if (typeof found === 'string') {
      labels.push(found);
      if (isBare) ids.push((table.skipped > 0 && firstCell(bytes, from, to, table.separator)) || String(dataLine));
      count += 1;
      return;
    }
    leftOutCount += 1;
    if (leftOut.length < MOST_LEFT_OUT) leftOut.push({ place: `${name}:${line}`, reason: found });
  }

  for await (const part of file.stretches()) {
    signal?.throwIfAborted();
    let bytes = part;
    if (rest.length > 0) {
      bytes = new Uint8Array(rest.length + part.length);
      bytes.set(rest);
      bytes.set(part, rest.length);
    }
    let from = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, from)) {
      take(bytes, from, end);
      from = end + 1;
    }
    rest = bytes.slice(from);
    if (rest.length > LONGEST_LINE)
      throw new DatasetError(name, phrase`line ${line + 1} has more than ${LONGEST_LINE} bytes; it is no table of images`);
    done += part.length;
    progress(Math.min(0.99, done / Math.max(file.size, done + 1)));
  }
  if (rest.length > 0) take(rest, 0, rest.length);
  if (leftOutCount > count) {
    const [worst] = leftOut;
    throw new DatasetError(
      name,
      phrase`${leftOutCount} of ${leftOutCount + count} lines are no images (${worst?.place ?? ''}: ${worst?.reason ?? ''}); fix the table`,
    );
  }
  if (count * size > MOST_BYTES) throw new DatasetError(name, phrase`holds more than ${MOST_BYTES} bytes of images`);
  const pixels = new Uint8Array(count * size);
  for (const block of blocks) {
    const part = block.subarray(0, Math.min(block.length, pixels.length - filled));
    pixels.set(part, filled);
    filled += part.length;
  }
  return { count, pixels, labels, ids, leftOut, leftOutCount };
}

/** Puts the pixels of a line at `at` of `into`; gives its label as text, or what is wrong with the line. */
function readLine(bytes: Uint8Array, from: number, to: number, table: Table, into: Uint8Array, at: number): string | Phrase {
  const { separator, columns, label, skipped, isUnit, isSure } = table;
  let [column, start, pixel, text] = [0, from, at, ''];
  const end = at + table.shape[0] * table.shape[1] * table.shape[2];
  while (start <= to) {
    let stop = start;
    let value = 0;
    let isPlain = true;
    for (; stop < to; stop++) {
      const byte = bytes[stop] as number;
      if (byte === separator) break;
      if (byte >= ZERO && byte <= NINE) value = value * 10 + byte - ZERO;
      else isPlain = false;
    }
    if (column === label) {
      text = cellText(bytes, start, stop);
      if (text === '') return phrase`has no label`;
    } else if (column >= skipped) {
      if (!isPlain || stop === start) value = Number(cellText(bytes, start, stop) || Number.NaN);
      if (isUnit && value > 1 && !isSure) throw new BeyondUnit();
      if (isUnit && value > 1 && value <= 1 + SLACK) value = 1;
      const byte = Math.round(isUnit ? value * 255 : value);
      if (!(byte >= 0 && byte <= 255))
        return phrase`value ${cellText(bytes, start, stop) || 'nothing'} in column ${column + 1}, expected ${isUnit ? '0 to 1' : '0 to 255'}`;
      if (pixel < end) into[pixel] = byte;
      pixel += 1;
    }
    column += 1;
    start = stop + 1;
  }
  return column === columns ? text : phrase`${column} columns, expected ${columns}`;
}

const firstCell = (bytes: Uint8Array, from: number, to: number, separator: number): string => {
  const end = bytes.subarray(from, to).indexOf(separator);
  return cellText(bytes, from, end < 0 ? to : from + end);
};

/** A cell without its quotes and blanks. */
function cellText(bytes: Uint8Array, from: number, to: number): string {
  const isQuoted = to - from >= 2 && bytes[from] === QUOTE && bytes[to - 1] === QUOTE;
  return decoder.decode(isQuoted ? bytes.subarray(from + 1, to - 1) : bytes.subarray(from, to)).trim();
}
