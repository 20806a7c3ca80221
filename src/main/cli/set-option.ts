/** `--set path=value`: any setting of a spec by its path, as search spaces name them. */
import { phrase } from '@shared/phrase';
import type { RunSpec } from '@shared/spec/run-spec';
import { everySetting, settingsOf, withValues } from '@shared/spec/settings';
import { options, UsageError } from './options';

export const setOption = () => options.set('any other setting by its path, such as training.averaging.type=ema');

/** Throws a UsageError where the spec has no such setting, a SpecError where it cannot have the value. */
export function withGivenSettings(spec: RunSpec, values: Readonly<Record<string, unknown>>): RunSpec {
  const changed = withValues(spec, values);
  const known = new Set(settingsOf(changed).map(({ path }) => path));
  const unknown = Object.keys(values).find((path) => !known.has(path));
  if (unknown === undefined) return changed;
  const start = unknown.split('.').slice(0, -1).join('.');
  const near = [...known].filter((path) => path.startsWith(start));
  const names = (near.length > 0 ? near : everySetting(changed).map(({ path }) => path)).join(', ');
  throw new UsageError(phrase`${unknown}: is no setting of this design; there are ${names}`, '--set');
}
