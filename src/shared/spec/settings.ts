/** The settings of a spec by their paths, and specs with other values there. */
import type { z } from 'zod';
import { augmentationKinds } from '../data/batches/augmentation';
import { describeSetting, type SettingDescription } from '../describe-setting';
import { findKind, type Kind, type KindSpec } from '../kind';
import { averagingKinds } from '../nn/averaging';
import { layerKinds } from '../nn/layers';
import { lossKinds } from '../nn/losses';
import { optimizerKinds } from '../nn/optimizers';
import { scheduleKinds } from '../nn/schedules';
import { parseRunSpec } from './parse-run-spec';
import { dataSchema, durationCountSchema, type RunSpec, runSpecSchema, trainingSchema } from './run-spec';

export interface SpecSetting {
  /** `network.layers[0].filters`, `optimizer.type` */
  readonly path: string;
  /** What it is a setting of: the kind's label, empty of a run's own. */
  readonly of: string;
  readonly label: string;
  readonly value: unknown;
  /** Its choices with their labels; null of a number. */
  readonly choices: Readonly<Record<string, string>> | null;
  readonly number: Pick<SettingDescription, 'minimum' | 'above' | 'maximum' | 'integer' | 'unit' | 'step'> | null;
  /** Of the choice of a kind: those there are. */
  readonly kinds: readonly Kind<unknown>[] | null;
}

/** Those that are numbers or choices. */
export const settingsOf = (spec: RunSpec): SpecSetting[] =>
  everySetting(spec).filter(({ choices, number }) => choices !== null || number !== null);

/** Also those that have an editor of their own, such as a padding. */
export function everySetting(spec: RunSpec): SpecSetting[] {
  const { data, network, optimizer, schedule, training } = spec;
  const { loss, averaging, duration, ...plainTraining } = training;
  return [
    ...ofKind('optimizer', 'Optimizer', optimizerKinds, optimizer),
    ...ofKind('schedule', 'Schedule', scheduleKinds, schedule),
    ...ofShape('training', '', trainingSchema.shape, plainTraining),
    {
      ...leaf('training.duration.count', '', durationCountSchema, duration.count),
      label: duration.unit === 'epochs' ? 'Epochs' : 'Iterations',
    },
    ...ofKind('training.loss', 'Loss', lossKinds, loss),
    ...ofKind('training.averaging', 'Average of the parameters', averagingKinds, averaging),
    ...ofShape('data', '', dataSchema.shape, data),
    ...data.augmentation.flatMap((each, index) => ofKind(`data.augmentation[${index}]`, null, augmentationKinds, each)),
    ...ofLayers('network.layers', network.layers),
    leaf('seed', '', runSpecSchema.shape.seed, spec.seed),
  ];
}

/** The choice of the kind, where it has a label of its own, and the settings of the one that is chosen. */
function ofKind(path: string, label: string | null, kinds: readonly Kind<unknown>[], value: KindSpec): SpecSetting[] {
  const kind = findKind(kinds, value.type);
  const choice: SpecSetting = {
    path: `${path}.type`,
    of: '',
    label: label ?? kind.label,
    value: value.type,
    choices: Object.fromEntries(kinds.map((each) => [each.type, each.label])),
    number: null,
    kinds,
  };
  return [...(label === null ? [] : [choice]), ...ofShape(path, kind.label, kind.settings.shape, value)];
}

/** A layer may become another of its family: one activation another, one pooling another. */
const ofLayers = (path: string, layers: readonly KindSpec[]): SpecSetting[] =>
  layers.flatMap((layer, index) => {
    const place = `${path}[${index}]`;
    const { family, label } = findKind(layerKinds, layer.type);
    const kinds = layerKinds.filter((kind) => kind.family === family);
    const [choice, ...settings] = ofKind(place, 'Kind', kinds, layer);
    return choice && kinds.length > 1 ? [{ ...choice, of: label }, ...settings] : settings;
  });

const ofShape = (path: string, of: string, shape: z.ZodRawShape, values: object): SpecSetting[] =>
  Object.keys(values).flatMap((name) => {
    const schema = shape[name] as z.ZodType | undefined;
    const value = Reflect.get(values, name);
    if (!schema) return [];
    const { kinds, label, editor } = describeSetting(schema);
    if (editor === 'layers') return ofLayers(`${path}.${name}`, value as readonly KindSpec[]);
    if (editor === 'branches')
      return (value as readonly (readonly KindSpec[])[]).flatMap((branch, index) => ofLayers(`${path}.${name}[${index}]`, branch));
    return kinds ? ofKind(`${path}.${name}`, label, kinds(), value as KindSpec) : [leaf(`${path}.${name}`, of, schema, value)];
  });

function leaf(path: string, of: string, schema: z.ZodType, value: unknown): SpecSetting {
  const { label, choices, boolean, editor, minimum, above, maximum, integer, unit, step } = describeSetting(schema);
  const isNumber = typeof value === 'number' && !editor && !choices;
  return {
    ...{ path, of, label, value, kinds: null },
    choices: choices ?? (boolean ? { true: 'On', false: 'Off' } : null),
    number: isNumber ? { minimum, above, maximum, integer, unit, step } : null,
  };
}

/**
 * The spec with other values at the paths of its settings, parsed anew. Kinds are chosen first; values of settings that the
 * chosen ones do not have are left out. Throws a SpecError where that cannot be.
 */
export function withValues(spec: RunSpec, values: Readonly<Record<string, unknown>>): RunSpec {
  const kinds = settingsOf(spec).filter(({ path, kinds: each }) => each && path in values);
  const chosen = kinds.length === 0 ? spec : withKinds(spec, kinds, values);
  const changed = structuredClone(chosen);
  for (const { path, kinds: each } of settingsOf(chosen)) {
    if (each || !(path in values)) continue;
    const { holder, name } = placeIn(changed, path);
    Reflect.set(holder, name, values[path]);
  }
  return parseRunSpec(changed);
}

function withKinds(spec: RunSpec, settings: readonly SpecSetting[], values: Readonly<Record<string, unknown>>): RunSpec {
  const changed = structuredClone(spec);
  for (const { path, kinds, choices } of settings) {
    const { holder } = placeIn(changed, path);
    const wanted = String(values[path]);
    if (choices && wanted in choices) become(holder, findKind(kinds ?? [], wanted));
    else holder.type = wanted; // what is wrong with it, the parser says
  }
  return parseRunSpec(changed);
}

function placeIn(spec: RunSpec, path: string): { readonly holder: KindSpec; readonly name: string } {
  const steps = path.split(/[.[\]]+/).filter(Boolean);
  const holder = steps.slice(0, -1).reduce<unknown>((place, step) => Reflect.get(Object(place), step), spec) as KindSpec;
  return { holder, name: steps.at(-1) ?? '' };
}

/** Another kind keeps what it has in common with the one before. */
function become(value: KindSpec, kind: Kind<unknown>): void {
  for (const name of Object.keys(value)) if (!(name in kind.settings.shape)) delete value[name];
  value.type = kind.type;
}
