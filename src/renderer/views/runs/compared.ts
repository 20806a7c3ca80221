/** What chosen runs were made of and how they learnt, side by side. */
import { numberAt } from '@shared/at';
import type { RunDetails, RunMaking, RunSummary } from '@shared/contracts/run';
import { findKind, type KindSpec } from '@shared/kind';
import { layerKinds } from '@shared/nn/layers';
import { currentSpecOf } from '@shared/spec/changes';
import { everySetting } from '@shared/spec/settings';
import { decimate, smoothed } from '../../charts/series';
import { settingTitle, valueName } from '../../form/setting-name';
import type { Words } from '../../words/use-words';
import { marksOf } from '../train/change-marks';
import { nameOf } from './shown-runs';
import type { RunMetric } from './state/runs-store';

export interface SettingRow {
  readonly path: string;
  readonly title: string;
  /** One a run, in words or digits; what a run does not have is empty. */
  readonly values: readonly string[];
  readonly differs: boolean;
}

interface Entry {
  readonly path: string;
  readonly title: string;
  readonly value: string;
}

/** All that decides what came of the runs: their data, what they began with, their layers, settings and changes. */
export function settingRows(makings: readonly RunMaking[], words: Words): SettingRow[] {
  const known = makings.map((making) => new Map(entriesOf(making, words).map((entry) => [entry.path, entry])));
  const titles = new Map(known.toReversed().flatMap((entries) => [...entries].map(([path, { title }]) => [path, title] as const)));
  // In the order of the first run, then what only others have.
  const paths = new Set(known.flatMap((entries) => [...entries.keys()]));
  return [...paths].map((path) => {
    const values = known.map((entries) => entries.get(path)?.value ?? '');
    return { path, title: titles.get(path) ?? path, values, differs: new Set(values).size > 1 };
  });
}

function entriesOf({ spec, changes, from, dataset, machine }: RunMaking, words: Words): Entry[] {
  const { t } = words;
  const current = currentSpecOf({ spec, changes });
  const [sum = ''] = Object.values(dataset.checksums);
  const of = (name: 'dataset' | 'from' | 'changes' | 'machine', value: string) => ({ path: name, title: t(`runs.row.${name}`), value });
  return [
    of('dataset', dataset.original ? t('dataset.original') : t('runs.row.custom', { sum: sum.slice(0, 8) })),
    of('from', t(`runs.from.${from}`)),
    ...layerEntries('network.layers', current.network.layers, words),
    ...everySetting(current)
      // Layers have lines of their own, and so have the settings of each kind of augmentation.
      .filter(({ path, kinds }) => !(kinds && path.startsWith('network.')) && path !== 'data.augmentation')
      .map((setting) => ({
        path: setting.path,
        title: settingTitle(setting, words.text),
        value: valueName(setting, setting.value, words),
      })),
    ...(changes.length > 0
      ? [
          of(
            'changes',
            marksOf(spec, changes, words)
              .map(({ iteration, text }) => `${text} (${words.format.count(iteration)})`)
              .join('; '),
          ),
        ]
      : []),
    ...(machine ? [of('machine', t('runs.row.on', machine))] : []),
  ];
}

/** What each layer is, and whether it is switched off. */
const layerEntries = (path: string, layers: readonly KindSpec[], words: Words): Entry[] =>
  layers.flatMap((layer, index) => {
    const place = `${path}[${index}]`;
    const label = words.text(findKind(layerKinds, layer.type).label);
    const title = settingTitle({ path: place, of: '', label: words.t('runs.row.layer') }, (text) => text);
    const value = layer.bypassed ? words.t('runs.row.off', { layer: label }) : label;
    const inner = Array.isArray(layer.layers) ? layerEntries(`${place}.layers`, layer.layers, words) : [];
    return [{ path: place, title, value }, ...inner];
  });

/** What the runs are called; those of one name are told apart by when they began. */
export function distinctNames(runs: readonly RunSummary[], { text, format }: Pick<Words, 'text' | 'format'>): string[] {
  const names = runs.map((run) => text(nameOf(run)));
  return runs.map(({ created, folder }, index) => {
    const name = names[index] ?? folder;
    if (names.filter((each) => each === name).length === 1) return name;
    return `${name}, ${created ? format.time(new Date(created)) : folder}`;
  });
}

/** Points that are drawn of a curve at most. */
const MOST = 400;

/** [iteration, value]; what is taken from every batch is smoothed as in Train. */
export function curveOf({ metrics, validations }: RunDetails, metric: RunMetric): (readonly [number, number])[] {
  if (metric === 'validationAccuracy') return validations.map(({ iteration, accuracy }) => [iteration, accuracy]);
  if (metric === 'validationLoss') return validations.map(({ iteration, loss }) => [iteration, loss]);
  const { iterations } = metrics;
  const values = metric === 'trainingLoss' ? metrics.losses : metrics.accuracies;
  const [first = 1, last = 1] = [iterations[0], iterations.at(-1)];
  const curve = smoothed(values);
  if (iterations.length <= MOST) return iterations.map((iteration, index) => [iteration, numberAt(curve, index)] as const);
  return decimate(iterations, values, first, last, MOST).map(({ iteration, smooth }) => [iteration, smooth] as const);
}
