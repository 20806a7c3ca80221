/** How images are read from a place, where there is a choice; what is left out is found out from the files. */
import { z } from 'zod';
import { phrase } from '../../phrase';
import { DatasetError } from './dataset-error';

export const sides = [28, 32, 48, 64, 96, 128] as const;

export const dataOptionsSchema = z.strictObject({
  /** Which of several datasets in one place. */
  choice: z
    .string()
    .max(200)
    .default('')
    .meta({
      label: 'Dataset',
      help: 'Which of several in this place',
      ja: { label: 'データセット', help: 'この場所にある複数のうちどれか' },
    }),
  /** Of the square that pictures are fitted into; 0 as their own size suggests. */
  side: z
    .union([z.literal(0), ...sides.map((side) => z.literal(side))])
    .default(0)
    .meta({
      label: 'Side',
      unit: 'px',
      help: 'Pictures are fitted into a square of this side',
      ja: { label: '一辺', help: '画像をこの大きさの正方形に合わせます' },
    }),
  fit: z
    .enum(['letterbox', 'crop', 'stretch'])
    .default('letterbox')
    .meta({
      label: 'Fit',
      help: 'Letterbox keeps all of a picture, crop fills the square, stretch does both and bends it',
      choices: { letterbox: 'Letterbox', crop: 'Crop', stretch: 'Stretch' },
      ja: {
        label: '合わせ方',
        help: '余白を付けて全体を残す、切り抜いて埋める、引き伸ばす',
        choices: { letterbox: '余白を付ける', crop: '切り抜く', stretch: '引き伸ばす' },
      },
    }),
  colour: z
    .enum(['auto', 'grey', 'colour'])
    .default('auto')
    .meta({
      label: 'Colour',
      help: 'Automatic takes colour where the pictures have it',
      choices: { auto: 'Automatic', grey: 'Grey', colour: 'Colour' },
      ja: {
        label: '色',
        help: '自動では、画像に色があるときだけカラーにします',
        choices: { auto: '自動', grey: 'グレー', colour: 'カラー' },
      },
    }),
  /** The recipe by which MNIST's digits were made, for drawings in ink on paper. */
  ink: z
    .boolean()
    .default(false)
    .meta({
      label: 'Normalise ink as MNIST does',
      help: 'Ink on paper is cut out, scaled and centred as MNIST’s digits were; 28×28, grey',
      ja: {
        label: 'MNIST と同じ方法でインクを正規化',
        help: '紙の上のインクを MNIST の数字と同じように切り出し、拡大縮小して中央に置きます。28×28 のグレー',
      },
    }),
  transpose: z
    .enum(['auto', 'yes', 'no'])
    .default('auto')
    .meta({
      label: 'Rows and columns',
      help: 'EMNIST stores its images transposed; they are turned the right way round',
      choices: { auto: 'Automatic', yes: 'Swap', no: 'Keep' },
      ja: {
        label: '行と列',
        help: 'EMNIST の画像は転置されているので、正しい向きに直します',
        choices: { auto: '自動', yes: '入れ替える', no: 'そのまま' },
      },
    }),
  /** The column of a table that holds the labels: its name, `first` or `last`; empty where it is found out. */
  label: z
    .string()
    .max(200)
    .default('')
    .meta({
      label: 'Label column',
      help: 'Its name, or first or last; left empty it is found out',
      ja: { label: 'ラベルの列', help: '列名、または first か last。空なら自動で判断' },
    }),
  /** Share of the training images that is put aside where there is no test part. */
  share: z
    .number()
    .gt(0)
    .max(0.5)
    .default(1 / 6)
    .meta({
      label: 'Put aside for testing',
      help: 'Share of each class, where the data have no test part',
      ja: { label: 'テスト用に取り分ける', help: 'テストデータがないとき、各クラスから取り分ける割合' },
    }),
  seed: z
    .int()
    .min(0)
    .max(4_294_967_295)
    .default(1)
    .meta({ label: 'Seed', ja: { label: 'シード' } }),
});

export type DataOptions = z.output<typeof dataOptionsSchema>;
export const usualOptions: DataOptions = dataOptionsSchema.parse({});

/** Those that differ from the usual. */
export const unusualOptions = (options: DataOptions): Partial<DataOptions> =>
  Object.fromEntries(Object.entries(options).filter(([name, value]) => value !== usualOptions[name as keyof DataOptions]));

/** What each may be, for messages. */
const allowed: Readonly<Record<keyof DataOptions, string>> = {
  choice: 'the name of a dataset',
  side: `0 (automatic), ${sides.join(', ')}`,
  fit: 'letterbox, crop, stretch',
  colour: 'auto, grey, colour',
  ink: 'true, false',
  transpose: 'auto, yes, no',
  label: 'the name of a column, first, last',
  share: 'more than 0, at most 0.5',
  seed: '0 to 4294967295',
};

/** Options as they were given, some of them perhaps. Throws a DatasetError that names the first that cannot be. */
export function parseDataOptions(given: Readonly<Record<string, unknown>>): DataOptions {
  const parsed = dataOptionsSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = issue?.code === 'unrecognized_keys' ? (issue.keys[0] ?? '') : issue?.path.join('.') || 'options';
  const may = (allowed as Readonly<Record<string, string | undefined>>)[name];
  throw new DatasetError(
    name,
    may === undefined
      ? phrase`is no choice of how data are read; use ${Object.keys(allowed).join(', ')}`
      : phrase`${JSON.stringify(given[name]) ?? 'nothing'} cannot be; use ${may}`,
  );
}
