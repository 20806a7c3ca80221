/** What a run must be for a check, as a lesson writes it. */
import { z } from 'zod';
import { isRecord } from '../is-record';
import { stacksWithin } from '../nn/layers/block';
import { currentSpecOf } from '../spec/changes';
import { presetSpec, presets } from '../spec/presets';
import type { RunSpec } from '../spec/run-spec';
import type { RunEvidence } from './evidence';

const bound = { atLeast: z.number().optional(), atMost: z.number().optional() };
const value = z.union([z.string().max(200), z.number(), z.boolean()]);
const presetNames = presets.map(({ name }) => name);

export const conditionSchema = z.strictObject({
  /** The layers are those of this preset, whatever their number of classes. */
  layersOf: z.enum(presetNames as [string, ...string[]]).optional(),
  /** Kinds of layers that are in its stack, in a block or not; kinds that are not. */
  withLayers: z.array(z.string().max(80)).max(50).optional(),
  withoutLayers: z.array(z.string().max(80)).max(50).optional(),
  /** Settings by their paths in a spec; `*` stands for each place of a list, of which those that have the setting must all be so. */
  settings: z
    .array(z.strictObject({ path: z.string().min(1).max(200), is: value.optional(), not: value.optional(), ...bound }))
    .max(50)
    .optional(),
  accuracy: z
    .array(z.strictObject({ of: z.enum(['training', 'validation', 'test']), ...bound }))
    .max(10)
    .optional(),
  /** Training accuracy less test accuracy. */
  gap: z.strictObject(bound).optional(),
  parameters: z.strictObject(bound).optional(),
  iterations: z.strictObject(bound).optional(),
  /** Whether its data need not be MNIST. */
  anyData: z.boolean().optional(),
  /** Whether it may have begun with trained parameters. */
  anyBeginning: z.boolean().optional(),
});

export type Condition = z.output<typeof conditionSchema>;
interface Bound {
  readonly atLeast?: number | undefined;
  readonly atMost?: number | undefined;
}

/** Differences of accuracies are off by roundings: 0.95 − 0.92 is less than 0.03. */
export const ROUNDING = 1e-9;

const within = (found: number | null, { atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY }: Bound): boolean =>
  found !== null && found >= atLeast - ROUNDING && found <= atMost + ROUNDING;

/** By which it trained last. */
export const specOf = ({ spec, changes }: RunEvidence): RunSpec => currentSpecOf({ spec, changes });

export function meets(run: RunEvidence, wanted: Condition): boolean {
  const spec = specOf(run);
  const kinds = kindsIn(spec.network.layers);
  const { training, test } = run;
  return (
    (wanted.anyData || run.original) &&
    (wanted.anyBeginning || run.from === 'initial') &&
    (wanted.layersOf === undefined || hasLayersOf(spec, wanted.layersOf)) &&
    (wanted.withLayers ?? []).every((kind) => kinds.has(kind)) &&
    (wanted.withoutLayers ?? []).every((kind) => !kinds.has(kind)) &&
    (wanted.settings ?? []).every((setting) => isSo(valuesAt(spec, setting.path), setting)) &&
    (wanted.accuracy ?? []).every(({ of, ...bounds }) => within(run[of], bounds)) &&
    (!wanted.gap || within(training === null || test === null ? null : training - test, wanted.gap)) &&
    (!wanted.parameters || within(run.parameters, wanted.parameters)) &&
    (!wanted.iterations || within(run.iteration, wanted.iterations))
  );
}

function kindsIn(layers: readonly unknown[]): Set<string> {
  const found = new Set<string>();
  for (const layer of layers) {
    if (!isRecord(layer) || layer.bypassed === true) continue;
    found.add(String(layer.type));
    for (const stack of stacksWithin({ type: '', ...layer })) for (const kind of kindsIn(stack)) found.add(kind);
  }
  return found;
}

/** Kinds and sizes; initial values, ratios and the like may be others. */
function hasLayersOf({ network }: RunSpec, preset: string): boolean {
  const sizes = (layers: RunSpec['network']['layers'], last: boolean): unknown[] =>
    layers
      .filter(({ bypassed }) => !bypassed)
      .map(({ type, filters, kernel, stride, window, units }, index, all) => [
        ...[type, filters, kernel, stride, window],
        // As many as there are classes.
        last && index === all.length - 1 ? null : units,
      ]);
  return JSON.stringify(sizes(network.layers, true)) === JSON.stringify(sizes(presetSpec(preset).network.layers, true));
}

/** What stands at a path of a spec, such as `network.layers[*].weights.type`; nothing where there is no such place. */
export function valuesAt(spec: RunSpec, path: string): unknown[] {
  let found: unknown[] = [spec];
  for (const name of path.split(/\.|(?=\[)/)) {
    const place = /^\[(\*|\d+)\]$/.exec(name)?.[1];
    found = found.flatMap((each): unknown[] => {
      if (place === '*') return Array.isArray(each) ? each : [];
      if (place !== undefined) return Array.isArray(each) ? each.slice(Number(place), Number(place) + 1) : [];
      return isRecord(each) && name in each ? [each[name]] : [];
    });
  }
  return found;
}

interface SettingBound extends Bound {
  readonly is?: unknown;
  readonly not?: unknown;
}

const isSo = (found: readonly unknown[], { is, not, ...bounds }: SettingBound): boolean =>
  found.length > 0 &&
  found.every((each) => {
    if (is !== undefined && each !== is) return false;
    if (not !== undefined && each === not) return false;
    return bounds.atLeast === undefined && bounds.atMost === undefined ? true : within(typeof each === 'number' ? each : null, bounds);
  });
