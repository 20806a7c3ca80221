/** What settings and their values are called in their forms, from their paths in a spec. */

import { describeSetting } from '@shared/describe-setting';
import { findKind, type Kind } from '@shared/kind';
import { layerKinds } from '@shared/nn/layers';
import { optimizerKinds } from '@shared/nn/optimizers';
import { scheduleKinds } from '@shared/nn/schedules';
import { dataSchema, type RunSpec, trainingSchema } from '@shared/spec/run-spec';
import type { z } from 'zod';
import type { Words } from '../i18n/use-words';

const steps = (path: string) => path.split(/[.[\]]+/).filter(Boolean);

/** The schema behind a path; null of what is no setting, such as the type of a kind. */
function schemaAt(path: string, spec: RunSpec): z.ZodType | null {
  const [area = '', ...rest] = steps(path);
  const [first = ''] = rest;
  const of = (kinds: readonly Kind<unknown>[], type: string, name: string) => findKind(kinds, type).settings.shape[name];
  const areas: Record<string, () => unknown> = {
    optimizer: () => of(optimizerKinds, spec.optimizer.type, first),
    schedule: () => of(scheduleKinds, spec.schedule.type, first),
    training: () => trainingSchema.shape[first as keyof typeof trainingSchema.shape],
    data: () => dataSchema.shape[first as keyof typeof dataSchema.shape],
    network: () => {
      const layer = spec.network.layers[Number(rest[1])];
      return layer && of(layerKinds, layer.type, rest[2] ?? '');
    },
  };
  return (areas[area]?.() as z.ZodType | undefined) ?? null;
}

/** `Learning rate`, or `Dropout: Ratio` of a layer; the path's last word where it is no setting of a form. */
export function settingName(path: string, spec: RunSpec, words: Words): string {
  const { t, text } = words;
  const [area = '', first = '', place = ''] = steps(path);
  if (path === 'schedule.type') return t('inspector.schedule');
  if (area === 'training' && first === 'duration') return t(`train.${spec.training.duration.unit}`);
  const schema = schemaAt(path, spec);
  const name = schema ? text(describeSetting(schema).label) : (steps(path).at(-1) ?? path);
  const layer = area === 'network' ? spec.network.layers[Number(place)] : undefined;
  return layer ? `${text(findKind(layerKinds, layer.type).label)}: ${name}` : name;
}

/** A value as its form shows it. */
export function valueName(path: string, value: unknown, spec: RunSpec, { t, text }: Words): string {
  if (value === undefined) return '–';
  if (typeof value === 'boolean') return t(value ? 'value.on' : 'value.off');
  if (typeof value === 'object') return '…';
  if (path === 'schedule.type') return text(findKind(scheduleKinds, String(value)).label);
  const schema = schemaAt(path, spec);
  const word = schema && describeSetting(schema).choices?.[String(value)];
  return word ? text(word) : String(value);
}
