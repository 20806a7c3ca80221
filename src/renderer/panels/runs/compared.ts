/** Settings and curves of chosen runs, side by side. */
import type { RunDetails } from '@shared/ipc/state';
import { specAt } from '@shared/spec/changes';
import { type SpecSetting, settingsOf } from '@shared/spec/settings';
import { smoothed } from '../../charts/series';
import type { RunMetric } from '../../state/runs-store';

export interface SettingRow {
  readonly path: string;
  /** As that of the first run which has it. */
  readonly setting: SpecSetting;
  /** One a run, in words or digits; what a run does not have is empty. */
  readonly values: readonly string[];
  readonly differs: boolean;
}

/** Every setting of the specs that the runs ended with. */
export function settingRows(details: readonly RunDetails[]): SettingRow[] {
  const known = details.map(
    ({ spec, changes }) => new Map(settingsOf(specAt(spec, changes, Number.POSITIVE_INFINITY)).map((setting) => [setting.path, setting])),
  );
  const first = new Map(known.toReversed().flatMap((settings) => [...settings]));
  return [...first].map(([path, setting]) => {
    const values = known.map((settings) => {
      const found = settings.get(path);
      return found ? (found.choices?.[String(found.value)] ?? String(found.value)) : '';
    });
    return { path, setting, values, differs: new Set(values).size > 1 };
  });
}

/** Points that are drawn of a curve at most. */
const MOST = 400;

/** [iteration, value]; what is taken from every batch is smoothed as in Train. */
export function curveOf({ metrics, validations }: RunDetails, metric: RunMetric): (readonly [number, number])[] {
  if (metric === 'validationAccuracy') return validations.map(({ iteration, accuracy }) => [iteration, accuracy]);
  if (metric === 'validationLoss') return validations.map(({ iteration, loss }) => [iteration, loss]);
  const values = smoothed(metric === 'trainingLoss' ? metrics.losses : metrics.accuracies);
  const stride = Math.max(1, Math.ceil(values.length / MOST));
  return values.flatMap((value, index) =>
    index % stride === 0 || index === values.length - 1 ? [[metrics.iterations[index] ?? 0, value] as const] : [],
  );
}
