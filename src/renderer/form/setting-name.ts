/** What settings and their values are called, from their paths in a spec. */
import type { RunSpec } from '@shared/spec/run-spec';
import { everySetting, type SpecSetting } from '@shared/spec/settings';
import type { Words } from '../words/use-words';

/** `3 · Dropout · Ratio`: the layer's place, what it is a setting of, and its label. */
export function settingTitle({ path, of, label }: Pick<SpecSetting, 'path' | 'of' | 'label'>, text: (words: string) => string): string {
  return [placeOf(path), of && text(of), text(label)].filter(Boolean).join(' · ');
}

/** As short as it can be told apart: of what there is but one of in a spec, the label alone. */
export const settingLabel = (setting: SpecSetting, text: (words: string) => string): string =>
  /^(network|data)\./.test(setting.path) ? settingTitle(setting, text) : text(setting.label);

/** `5` of network.layers[4], `5.1` of the first layer in a block that is the fifth; empty of what is no layer. */
const placeOf = (path: string) =>
  path.startsWith('network.layers[') ? [...path.matchAll(/\[(\d+)\]/g)].map(([, place]) => Number(place) + 1).join('.') : '';

/** The setting at a path, or at the count of a duration; the path's last word names what is none. */
export function settingName(path: string, spec: RunSpec, { text }: Words): string {
  const setting = settingAt(path, spec);
  return setting ? settingLabel(setting, text) : (path.split('.').at(-1) ?? path);
}

const settingAt = (path: string, spec: RunSpec) => everySetting(spec).find((each) => each.path === path || each.path === `${path}.count`);

/** A value as its form shows it; numbers in full, so that other values have other names. */
export function valueName(setting: Pick<SpecSetting, 'choices'> | undefined, value: unknown, { t, text }: Words): string {
  if (value === undefined) return '–';
  if (typeof value === 'boolean') return t(value ? 'value.on' : 'value.off');
  if (typeof value === 'object') return JSON.stringify(value);
  const word = setting?.choices?.[String(value)];
  return word ? text(word) : String(value);
}

export const valueNameAt = (path: string, value: unknown, spec: RunSpec, words: Words): string =>
  valueName(settingAt(path, spec), value, words);
