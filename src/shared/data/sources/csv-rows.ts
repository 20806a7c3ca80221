/** The lines of a table of images, a stretch at a time: what stands in memory is the bytes of the images alone. */
import { type Phrase, phrase } from '../../phrase';
import { LONGEST_LINE, SLACK, type Table } from './csv-layout';
import { DatasetError } from './dataset-error';
import { assertReadable } from './shape';
import { type LeftOut, MOST_BYTES, MOST_LEFT_OUT, nameOf } from './source';

const decoder = new TextDecoder();

/** What was read of one table. */
export interface Rows {
  readonly count: number;
  readonly pixels: Uint8Array;
  /** As text where a label is no number. */
  readonly labels: readonly string[];
  /** The running number that the table has, or the line's among those of data. */
  readonly ids: readonly string[];
  readonly leftOut: readonly LeftOut[];
  readonly leftOutCount: number;
}

/** Values that turn out to reach beyond 1 are not from 0 to 1, whatever the first lines were like: the table is read once more. */
export async function readTable(table: Table, progress: (share: number) => void, signal?: AbortSignal): Promise<Rows> {
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
