/** A place is read to show what is there; what was read is held, so that taking it costs nothing more. */
import { basename } from 'node:path';
import type { DataPreview } from '@shared/contracts/state';
import { classCounts } from '@shared/data/class-names';
import { doubtsOf } from '@shared/data/doubts';
import type { ImageSet } from '@shared/data/image-set';
import { type DataOptions, parseDataOptions, usualOptions } from '@shared/data/sources/options';
import { KasaneError } from '@shared/kasane-error';
import { phrase } from '@shared/phrase';
import { imageKeys } from '../../../datasets/image-keys';
import { keep, keptOf } from '../../../datasets/kept/kept-dataset';
import { named } from '../../../datasets/load-dataset';
import { type OpenedPlace, openPlace, recognisePlace } from '../../../datasets/open-place';
import { usualDatasetsFolder } from '../../../runs/location';
import type { FileFunction } from '.';

/** Reading that took so long, in milliseconds, is not to be done again. */
const LONG = 1000;
/** Images that are shown, of each class and in all. */
const [OF_CLASS, IN_ALL] = [8, 400];
const MOST_SHOWN_LEFT_OUT = 200;

interface Held {
  /** By which it is taken. */
  readonly token: number;
  /** As it is called where nobody says otherwise. */
  readonly name: string;
  readonly paths: readonly string[];
  readonly options: DataOptions;
  readonly fingerprint: string;
  /** By the names of the source, and by those that are known of it. */
  readonly opened: OpenedPlace;
  readonly classes: readonly string[];
  readonly took: number;
}

/** What is shown; it stays until another place has been read. */
let held: Held | null = null;
let newest = 0;

export const previewData: FileFunction<'previewData'> = async ({ paths, options: given, token }, { progress, signal }) => {
  newest = token;
  const options = parseDataOptions(given);
  const before = performance.now();
  const [kept] = await keptOf(usualDatasetsFolder(), paths, options);
  const recognised = await recognisePlace(paths, options);
  let due = 0;
  const tell = (share: number) => {
    if (performance.now() < due) return;
    due = performance.now() + 50;
    progress(share);
  };
  const found = await openPlace(recognised, options, { signal, progress: tell, aside: kept?.record.aside?.keys });
  signal.throwIfAborted();
  const opened = named(found, kept?.record);
  const { classes } = opened.training;
  const name =
    recognised.recognised.name ??
    kept?.record.name ??
    (basename(paths[0] ?? '').replace(/\.(zip|gz|npz|pkl|csv|parquet)$/gi, '') || 'data');
  const took = performance.now() - before;
  // One that was begun later is what is shown.
  if (token === newest) held = { ...{ token, name, paths, options, classes, took }, opened: found, fingerprint: recognised.fingerprint };
  const { training, validation, test, unlabelled, leftOut, leftOutCount, recipe, reason, source } = opened;
  const labelled = { training, ...(validation && { validation }), test };
  const { choices, choice, settings } = recognised.recognised;
  return {
    ...{ choices, choice, options, recipe, reason, source, leftOutCount },
    name,
    settings: [...settings, ...(opened.aside ? (['share'] as const) : [])],
    shape: training.shape,
    classes,
    parts: { training: classCounts(training), validation: validation ? classCounts(validation) : [], test: classCounts(test) },
    unlabelled: unlabelled?.count ?? 0,
    isPutAside: opened.aside !== null,
    samples: samplesOf(training),
    warnings: doubtsOf(opened, Object.fromEntries(Object.entries(labelled).map(([part, images]) => [part, imageKeys(images)]))),
    leftOut: leftOut.slice(0, MOST_SHOWN_LEFT_OUT),
  } satisfies Omit<DataPreview, 'token'>;
};

function samplesOf(set: ImageSet): DataPreview['samples'] {
  const ofClass = Math.max(1, Math.min(OF_CLASS, Math.floor(IN_ALL / set.classes.length)));
  const left = new Array<number>(set.classes.length).fill(ofClass);
  const places: number[] = [];
  for (let image = 0; image < set.count && places.length < ofClass * left.length; image++) {
    const label = set.labels[image] ?? 0;
    if ((left[label] ?? 0) === 0) continue;
    left[label] = (left[label] ?? 0) - 1;
    places.push(image);
  }
  const { pixels, labels } = set.pick(places);
  return { pixels, labels };
}

/** Where nothing was chosen, the place itself is opened again; else it is kept as it is called. */
export const takeData: FileFunction<'takeData'> = async ({ token, name, classes }) => {
  if (held?.token !== token) throw new KasaneError(phrase`what was read is gone; open it again`);
  const { paths, options, opened, fingerprint, took } = held;
  if (classes.length !== opened.training.classes.length || new Set(classes).size < classes.length)
    throw new KasaneError(phrase`each class needs a name of its own`);
  const isNamed = name !== held.name || classes.some((each, index) => each !== held?.classes[index]);
  const isChosen = isNamed || paths.length > 1 || JSON.stringify(options) !== JSON.stringify(usualOptions);
  const [path = ''] = paths;
  const withImages = isChosen || took > LONG;
  if (!withImages && opened.aside === null) return { folder: path };
  const root = usualDatasetsFolder();
  const same = (await keptOf(root, paths, options)).find(
    ({ record }) =>
      record.fingerprint === fingerprint &&
      (record.hasImages || !withImages) &&
      record.name === name &&
      record.classes.join('\n') === classes.join('\n'),
  );
  const folder = same?.folder ?? (await keep(root, { ...{ name, options, fingerprint, classes, opened }, place: paths, withImages }));
  return { folder: isChosen ? folder : path };
};
