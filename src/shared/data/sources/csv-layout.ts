/** How a table of images is laid out: found out by its first lines. */
import { type Phrase, phrase } from '../../phrase';
import type { ImageShape } from '../image-set';
import { DatasetError } from './dataset-error';
import type { DataOptions } from './options';
import { squareOf } from './shape';
import { nameOf, type SourceFile } from './source';

/** A line of the largest images, with room for commas; longer ones are no table. */
export const LONGEST_LINE = 2 ** 20;
/** Lines that are looked at. */
const SAMPLE = 200;
const decoder = new TextDecoder();

export interface Table {
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

/** Null of what is no table of images. */
export async function tableOf(file: SourceFile, { label: wanted }: DataOptions): Promise<Table | DatasetError | null> {
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
export const SLACK = 0.05;

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
