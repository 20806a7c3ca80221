/**
 * Tables of an image a line, as Kaggle and others ship MNIST: a column a pixel, values 0 to 255 or 0 to 1, and a column of
 * labels.
 */
import { grouped } from '../../grouped';
import { joined, type Phrase, phrase } from '../../phrase';
import { type Table, tableOf } from './csv-layout';
import { type Rows, readTable } from './csv-rows';
import { DatasetError } from './dataset-error';
import { isEmnist, mappingOf } from './emnist';
import { byName, classesOf, distinct, placed } from './labels';
import { channelsLast, roughness, transposed } from './shape';
import { chosenOf, type FoundDataset, MOST_LEFT_OUT, nameOf, type PartName, partNamed, type Reading, type Source } from './source';

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

function partsOf(labelled: readonly Table[], all: readonly Table[]): Parts {
  const parts: Parts = {};
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
