/**
 * What a search tries: settings of a spec, each with a range or a list of values. A trial's values are a function of
 * (seed, trial) alone.
 */

import { z } from 'zod';
import { elementAt } from '../at';
import { phrase } from '../phrase';
import type { Random } from '../random/threefry';
import { SpecError } from '../spec/parse-run-spec';
import type { RunSpec } from '../spec/run-spec';
import { type SpecSetting, settingsOf, withValues } from '../spec/settings';

export const SPACE_VERSION = 1;

const path = z.string().min(1).max(200);
const value = z.union([z.number(), z.boolean(), z.string().max(80)]);

export const dimensionSchema = z.union([
  /** Between two numbers; `log`: evenly by orders of magnitude. A grid takes `steps` of them. */
  z.strictObject({
    path,
    scale: z.enum(['linear', 'log']).default('linear'),
    from: z.number(),
    to: z.number(),
    steps: z.int().min(2).max(1000).default(4),
  }),
  z.strictObject({ path, values: z.array(value).min(1).max(1000) }),
]);

export const spaceSchema = z.strictObject({
  version: z.literal(SPACE_VERSION).default(SPACE_VERSION),
  settings: z.array(dimensionSchema).min(1).max(50),
});

export type Dimension = z.output<typeof dimensionSchema>;
export type Space = z.output<typeof spaceSchema>;
export type Value = z.output<typeof value>;
/** By path. */
export type Values = Readonly<Record<string, Value>>;

/** Settings that decide which images trials are judged by. */
const sameForAll: readonly string[] = ['seed', 'data.validation', 'data.limit'];

/** Settings that no search can judge: drawings are not for trials, and a trial is judged by its last epoch. */
const notForTrials: readonly string[] = ['data.drawings', 'training.keep'];

/** Whether trials may differ in it. */
export const isSearchable = (path: string): boolean => !sameForAll.includes(path) && !notForTrials.includes(path);

/** Throws a SpecError that names the setting where the space does not fit the spec. */
export function assertSpaceFits({ settings }: Space, spec: RunSpec): void {
  const known = settingsWithin({ settings }, spec);
  settings.forEach((dimension, index) => {
    const place = `settings[${index}]`;
    const refuse = (name: string, text: SpecError['problems'][number]['text']): never => {
      throw new SpecError([{ path: `${place}.${name}`, text }]);
    };
    if (settings.findIndex((each) => each.path === dimension.path) < index) {
      refuse('path', phrase`"${dimension.path}" is named twice; leave one out`);
    }
    if (sameForAll.includes(dimension.path)) {
      refuse('path', phrase`"${dimension.path}" decides which images trials are judged by; it is the same for all of them`);
    }
    if (notForTrials.includes(dimension.path)) {
      refuse('path', phrase`"${dimension.path}" makes no difference to what trials are judged by; leave it out`);
    }
    const found = known.get(dimension.path);
    if (!found) refuse('path', phrase`"${dimension.path}" is no number or choice of this spec; use one such as ${[...known.keys()][0]}`);
    else assertDimensionFits(dimension, found.setting, found.spec, refuse);
  });
}

/**
 * The settings that trials may have: those of the spec, and those of every kind that a dimension chooses, each with a spec
 * that has it. By path.
 */
export function settingsWithin({ settings }: Pick<Space, 'settings'>, spec: RunSpec) {
  const own = settingsOf(spec);
  const chosen = settings.flatMap((dimension) => {
    const isKind = 'values' in dimension && own.some(({ path: each, kinds }) => each === dimension.path && kinds);
    return isKind ? dimension.values.flatMap((each) => withKind(spec, dimension.path, each)) : [];
  });
  const found = new Map<string, { readonly setting: SpecSetting; readonly spec: RunSpec }>();
  for (const variant of [spec, ...chosen]) {
    for (const setting of settingsOf(variant)) if (!found.has(setting.path)) found.set(setting.path, { setting, spec: variant });
  }
  return found;
}

/** Nothing where there is no such kind, which is told when the dimension itself is looked at. */
function withKind(spec: RunSpec, place: string, kind: Value): RunSpec[] {
  try {
    return [withValues(spec, { [place]: kind })];
  } catch (error) {
    if (error instanceof SpecError) return [];
    throw error;
  }
}

/** The settings of the space that are whole numbers. */
export const integerPaths = (space: Space, spec: RunSpec): ReadonlySet<string> =>
  new Set([...settingsWithin(space, spec)].flatMap(([each, { setting }]) => (setting.number?.integer ? [each] : [])));

function assertDimensionFits(
  dimension: Dimension,
  setting: SpecSetting,
  spec: RunSpec,
  refuse: (name: string, text: SpecError['problems'][number]['text']) => never,
): void {
  if ('values' in dimension) {
    for (const [index, each] of dimension.values.entries()) attempt(`values[${index}]`, each);
    return;
  }
  const { from, to, scale } = dimension;
  if (!setting.number) refuse('from', phrase`${from} is a number, "${dimension.path}" a choice; give "values"`);
  if (!(from < to)) refuse('to', phrase`${to} is not more than ${from}; give a larger one`);
  if (scale === 'log' && (setting.number?.integer ? Math.round(from) : from) <= 0)
    refuse('from', phrase`${from} has no logarithm; use more than 0, or a linear scale`);
  attempt('from', from);
  attempt('to', to);

  function attempt(name: string, tried: Value): void {
    try {
      withValues(spec, { [dimension.path]: setting.number?.integer ? Math.round(Number(tried)) : tried });
    } catch (error) {
      if (!(error instanceof SpecError) || !error.problems[0]) throw error;
      refuse(name, error.problems[0].text);
    }
  }
}

/** Significant digits of a number that is drawn: enough to tell trials apart, few enough to be written down and read. */
const DIGITS = 5;

/** `share` of the way through a dimension, 0 … 1. Every whole number has as much of the way as any other, or as its logarithm has. */
export function valueAt(dimension: Dimension, share: number, integer: boolean): Value {
  if ('values' in dimension)
    return elementAt(dimension.values, Math.min(Math.floor(share * dimension.values.length), dimension.values.length - 1));
  const [from, to] = integer ? [Math.round(dimension.from), Math.round(dimension.to)] : [dimension.from, dimension.to];
  if (!integer) return Number(between(from, to, dimension.scale, share).toPrecision(DIGITS));
  return Math.max(from, Math.min(to, Math.round(between(from - 0.5, to + 0.5, dimension.scale, share))));
}

const between = (from: number, to: number, scale: 'linear' | 'log', share: number) =>
  scale === 'log' ? from * (to / from) ** share : from + (to - from) * share;

/** How far through a dimension a value lies, 0 … 1; for drawing. */
export function shareOf(dimension: Dimension, found: Value): number {
  if ('values' in dimension) return dimension.values.length > 1 ? dimension.values.indexOf(found) / (dimension.values.length - 1) : 0.5;
  const { from, to, scale } = dimension;
  return scale === 'log' ? Math.log(Number(found) / from) / Math.log(to / from) : (Number(found) - from) / (to - from);
}

/** Drawn evenly from each dimension. */
export function randomValues({ settings }: Space, integers: ReadonlySet<string>, random: Random, trial: number): Values {
  return Object.fromEntries(
    settings.map((dimension, index) => [dimension.path, valueAt(dimension, random.uniform(trial, index), integers.has(dimension.path))]),
  );
}

/** What a grid tries of a dimension: `steps` numbers from end to end, each whole one once. */
function pointsOf(dimension: Dimension, integer: boolean): readonly Value[] {
  if ('values' in dimension) return dimension.values;
  const { from, to, scale, steps } = dimension;
  const exact = Array.from({ length: steps }, (_, place) => between(from, to, scale, place / (steps - 1)));
  return [...new Set(exact.map((number) => (integer ? Math.round(number) : Number(number.toPrecision(DIGITS)))))];
}

/** How many points a grid has, and its point number `index`: the last dimension changes fastest. */
export const gridSize = ({ settings }: Space, integers: ReadonlySet<string>) =>
  settings.reduce((size, dimension) => size * pointsOf(dimension, integers.has(dimension.path)).length, 1);

export function gridValues({ settings }: Space, integers: ReadonlySet<string>, index: number): Values {
  let rest = index;
  const places = settings.toReversed().map((dimension): [string, Value] => {
    const points = pointsOf(dimension, integers.has(dimension.path));
    const value = elementAt(points, rest % points.length);
    rest = Math.floor(rest / points.length);
    return [dimension.path, value];
  });
  return Object.fromEntries(places.toReversed());
}
