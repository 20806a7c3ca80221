/** What chosen runs were made of and how they learnt, side by side. */
import { numberAt } from '@shared/at';
import type { RunDetails, RunMaking, RunSummary } from '@shared/contracts/run';
import { findKind, type KindSpec } from '@shared/kind';
import { layerKinds } from '@shared/nn/layers';
import { stacksWithin } from '@shared/nn/layers/block';
import { currentSpecOf } from '@shared/spec/changes';
import type { RunColour } from '@shared/spec/run-label';
import { everySetting } from '@shared/spec/settings';
import { DASHES } from '../../charts/LinesChart';
import { decimate, smoothed } from '../../charts/series';
import { settingTitle, valueName } from '../../form/setting-name';
import type { Words } from '../../words/use-words';
import { marksOf } from '../train/change-marks';
import type { Unit } from './mean-curves';
import { timesText } from './mean-text';
import { nameOf } from './shown-runs';
import type { RunMetric } from './state/runs-store';

export interface SettingRow {
  /** No other row has it: a path may stand for two settings. */
  readonly key: string;
  readonly path: string;
  readonly title: string;
  /** One a run, in words or digits; what a run does not have is empty. */
  readonly values: readonly string[];
  readonly differs: boolean;
}

interface Entry {
  readonly path: string;
  readonly title: string;
  /** The title without the kind that it is a setting of. */
  readonly label: string;
  readonly value: string;
}

/** All that decides what came of the runs: their data, what they began with, their layers, settings and changes. */
export function settingRows(makings: readonly RunMaking[], words: Words): SettingRow[] {
  // The same place may hold the unit count of one layer and the kernel of another: those are two settings.
  const known = makings.map((making) => new Map(entriesOf(making, words).map((entry) => [`${entry.path} ${entry.label}`, entry])));
  // In the order of the first run, then what only others have.
  const keys = new Set(known.flatMap((entries) => [...entries.keys()]));
  return [...keys].map((key) => {
    const found = known.flatMap((entries) => entries.get(key) ?? []);
    const [{ path, label, title } = { path: key, label: key, title: key }] = found;
    const values = known.map((entries) => entries.get(key)?.value ?? '');
    // `Adam · Learning rate` where all are of Adam, the learning rate alone where another optimizer has one too.
    const isOfOneKind = found.every((entry) => entry.title === title);
    return { key, path, title: isOfOneKind ? title : label, values, differs: new Set(values).size > 1 };
  });
}

function entriesOf({ spec, changes, from, dataset, machine }: RunMaking, words: Words): Entry[] {
  const { t } = words;
  const current = currentSpecOf({ spec, changes });
  const [sum = ''] = Object.values(dataset.checksums);
  const of = (name: 'dataset' | 'from' | 'changes' | 'machine', value: string) => {
    const title = t(`runs.row.${name}`);
    return { path: name, title, label: title, value };
  };
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
        label: settingTitle({ ...setting, of: '' }, words.text),
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
    const inner = stacksWithin(layer).flatMap((stack, branch) =>
      layerEntries(Array.isArray(layer.layers) ? `${place}.layers` : `${place}.branches[${branch}]`, stack, words),
    );
    return [{ path: place, title, label: title, value }, ...inner];
  });

/** What the runs are called; those of one name are told apart by when they began. */
export const distinctNames = (runs: readonly RunSummary[], words: Pick<Words, 'text' | 'format'>): string[] =>
  toldApartByTime(
    runs.map((run) => nameOf(run, words)),
    runs,
    words,
  );

function toldApartByTime(names: readonly string[], runs: readonly RunSummary[], { format }: Pick<Words, 'format'>): string[] {
  return runs.map(({ created, folder }, index) => {
    const name = names[index] ?? folder;
    if (names.filter((each) => each === name).length === 1) return name;
    return `${name}, ${created ? format.time(new Date(created)) : folder}`;
  });
}

/** The same of groups, which say how many runs they have. */
export function unitNames(units: readonly Unit[], words: Words): string[] {
  const called = units.map(({ members: [first, ...others] }) =>
    others.length === 0 ? nameOf(first, words) : `${words.text(first.design)} ${timesText([first, ...others], words.t)}`,
  );
  return toldApartByTime(
    called,
    units.map(({ members: [first] }) => first),
    words,
  );
}

interface ComparedCurve {
  readonly name: string;
  readonly colour: RunColour;
  readonly points: readonly (readonly [number, number])[];
}

/**
 * Each run keeps the colour that the list shows it in: lines of one colour are told apart by dashes, and so are lines that lie
 * over each other point for point. `same`: the name of the one that a line lies over; null where there is none.
 */
export function toldApart<Curve extends ComparedCurve>(curves: readonly Curve[]): (Curve & { dash: number; same: string | null })[] {
  const drawn = curves.map(({ points }) => JSON.stringify(points));
  const dashes: number[] = [];
  return curves.map((curve, index) => {
    const isSame = (other: number) => curve.points.length > 0 && drawn[other] === drawn[index];
    const before = [...curves.keys()].slice(0, index);
    const near = before.filter((other) => isSame(other) || curves[other]?.colour === curve.colour);
    // The first pattern that none of those has; where each is taken, whichever comes.
    const taken = new Set(near.map((other) => dashes[other]));
    const dash = Array.from({ length: DASHES }, (_, each) => each).find((each) => !taken.has(each)) ?? near.length % DASHES;
    dashes.push(dash);
    return { ...curve, dash, same: curves[before.find(isSame) ?? -1]?.name ?? null };
  });
}

/** Points that are drawn of a curve at most. */
const MOST = 400;

/**
 * [iteration, value]; what is taken from every batch is smoothed as in Train. Those of the same `until`, an iteration that none
 * goes beyond, have their points at the same iterations.
 */
export function curveOf(
  { metrics, validations }: RunDetails,
  metric: RunMetric,
  until = metrics.iterations.at(-1) ?? 1,
): (readonly [number, number])[] {
  if (metric === 'validationAccuracy') return validations.map(({ iteration, accuracy }) => [iteration, accuracy]);
  if (metric === 'validationLoss') return validations.map(({ iteration, loss }) => [iteration, loss]);
  const { iterations } = metrics;
  const values = metric === 'trainingLoss' ? metrics.losses : metrics.accuracies;
  const curve = smoothed(values);
  if (until <= MOST) return iterations.map((iteration, index) => [iteration, numberAt(curve, index)] as const);
  return decimate(iterations, values, 1, until, MOST).map(({ iteration, smooth }) => [iteration, smooth] as const);
}
