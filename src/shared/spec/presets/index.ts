import { KasaneError } from '../../kasane-error';
import { parseRunSpec } from '../parse-run-spec';
import type { RunSpec } from '../run-spec';
import { accurateCnn } from './accurate-cnn';
import { deepCnn } from './deep-cnn';
import { fourHidden } from './four-hidden';
import { inceptionPreset } from './inception';
import type { Preset } from './preset';
import { simpleConv } from './simple-conv';
import { smallCnn } from './small-cnn';
import { twoLayer } from './two-layer';

export const presets: readonly Preset[] = [twoLayer, fourHidden, simpleConv, smallCnn, deepCnn, inceptionPreset, accurateCnn];

/** The complete spec of a preset. */
export function presetSpec(name: string): RunSpec {
  const found = presets.find((preset) => preset.name === name);
  if (!found) throw new UnknownPreset(name);
  return parseRunSpec(found.spec);
}

export class UnknownPreset extends KasaneError {
  override name = 'UnknownPreset';
  constructor(preset: string) {
    super(`there is no preset "${preset}"; use ${presets.map((each) => each.name).join(', ')}`, 'preset');
  }
}
