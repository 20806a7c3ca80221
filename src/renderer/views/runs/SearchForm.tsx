import { Button, Select } from '@mantine/core';
import { type SpecSetting, settingsOf } from '@shared/spec/settings';
import { searchMethods } from '@shared/studies/methods';
import { searchSettings } from '@shared/studies/search-spec';
import { type Dimension, isSearchable } from '@shared/studies/space';
import { IconBook, IconPlayerPlay } from '@tabler/icons-react';
import { useMemo } from 'react';
import { Card } from '../../components/Card';
import { KindField, SettingField } from '../../form/SettingField';
import { settingName, settingTitle } from '../../form/setting-name';
import { useStudio } from '../../state/studio-store';
import { useWords, type Words } from '../../words/use-words';
import { useDesign } from '../design/state/design-store';
import { DimensionField } from './DimensionField';
import classes from './SearchTab.module.css';
import { addDimension, baseSpec, problemOfForm, searchAsInBook, setForm, startSearch, useSearch } from './state/search-store';

/** Of the design as it is: which of its settings are tried, over which range, and how. */
export function SearchForm() {
  const words = useWords();
  const { t, text, format } = words;
  const { form, state } = useSearch();
  const design = useDesign((store) => store.design.spec);
  const dataset = useStudio((store) => store.dataset);
  const settings = useMemo(() => settingsOf(design).filter(({ path }) => isSearchable(path)), [design]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the spec is that of the design on the images in use
  const spec = useMemo(() => (dataset?.status === 'ready' ? baseSpec() : null), [design, dataset]);
  const busy = state?.status === 'running' || state?.status === 'paused';
  const { dimensions, method, trials, seed } = form;
  const known = (path: string) => settings.find((setting) => setting.path === path);
  const problem = useMemo(() => (spec && dimensions.length > 0 ? problemOfForm(form, spec) : null), [form, spec, dimensions.length]);
  const place = problem && /^settings\[(\d+)\]/.exec(problem.path)?.[1];
  const reason = reasonOf();

  function reasonOf(): string | null {
    if (!spec) return t('reason.datasetChecking');
    if (dimensions.length === 0) return t('search.noDimension');
    const missing = dimensions.find(({ path }) => !known(path));
    if (missing) return t('search.missing', { path: missing.path });
    if (spec.data.validation === 0) return t('search.noValidation');
    if (!problem) return null;
    return place ? t('search.fixAbove') : `${settingName(problem.path, spec, words)}: ${text(problem.text)}`;
  }

  return (
    <Card title={t('search.form')} aside={text(design.name)}>
      <p className={classes.note}>
        {t('search.about', { epochs: format.count(spec?.training.duration.count ?? 0), images: format.count(spec?.data.validation ?? 0) })}
      </p>
      {dimensions.map((dimension, index) => (
        <DimensionField
          key={dimension.path}
          dimension={dimension}
          index={index}
          setting={known(dimension.path)}
          problem={problem && Number(place) === index && place ? text(problem.text) : null}
        />
      ))}
      <Select
        size="xs"
        searchable
        aria-label={t('search.add')}
        placeholder={t('search.add')}
        comboboxProps={{ withinPortal: false }}
        nothingFoundMessage={t('search.nothingFound')}
        data={settings
          .filter(({ path }) => dimensions.every((dimension) => dimension.path !== path))
          .map((setting) => ({ value: setting.path, label: nameOf(setting, words) }))}
        value={null}
        onChange={(path) => {
          const setting = settings.find((each) => each.path === path);
          if (setting) addDimension(usualDimension(setting));
        }}
      />
      <KindField
        label={t('search.method')}
        kinds={searchMethods}
        value={{ ...defaultsOf(method.type), ...method }}
        onChange={(value) => setForm({ method: value })}
      />
      <div className={classes.pair}>
        <SettingField schema={searchSettings.trials} value={trials} onChange={(value) => setForm({ trials: Number(value) })} />
        <SettingField schema={searchSettings.seed} value={seed} onChange={(value) => setForm({ seed: Number(value) })} />
      </div>
      {reason && <p className={classes.reason}>{reason}</p>}
      <div className={classes.status}>
        <Button size="xs" leftSection={<IconPlayerPlay size={14} aria-hidden />} disabled={busy || reason !== null} onClick={startSearch}>
          {t('search.start')}
        </Button>
        <Button size="xs" variant="default" leftSection={<IconBook size={14} aria-hidden />} onClick={searchAsInBook}>
          {t('search.asInBook')}
        </Button>
      </div>
    </Card>
  );
}

const defaultsOf = (type: string) => searchMethods.find((method) => method.type === type)?.settings.parse({}) ?? {};

const nameOf = (setting: SpecSetting, { text }: Words) => settingTitle(setting, text);

/** A tenth to ten times what it is now, or all choices. */
function usualDimension({ path, value, choices, number }: SpecSetting): Dimension {
  if (choices) return { path, values: Object.keys(choices).map((name) => (typeof value === 'boolean' ? name === 'true' : name)) };
  const now = Number(value);
  const clamp = (wanted: number) => {
    const within = Math.max(number?.minimum ?? -1e9, Math.min(number?.maximum ?? 1e9, wanted));
    return number?.integer ? Math.round(within) : Number(within.toPrecision(3));
  };
  if (now > 0 && !number?.integer) return { path, scale: 'log', from: clamp(now / 10), to: clamp(now * 10), steps: 4 };
  if (now > 0) return { path, scale: 'linear', from: clamp(now / 2), to: clamp(now * 2), steps: 4 };
  const step = number?.step ?? 1;
  return { path, scale: 'linear', from: clamp(0), to: clamp(step * 4), steps: 4 };
}
