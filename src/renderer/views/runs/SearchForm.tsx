import { Select } from '@mantine/core';
import type { SpecSetting } from '@shared/spec/settings';
import { searchMethods } from '@shared/studies/methods';
import { searchSettings } from '@shared/studies/search-spec';
import type { Dimension } from '@shared/studies/space';
import { Card } from '../../components/Card';
import { ActionButton } from '../../controls/ActionButton';
import { KindField, SettingField } from '../../form/SettingField';
import { settingTitle } from '../../form/setting-name';
import { useInContext } from '../../state/context';
import { useWords, type Words } from '../../words/use-words';
import { useDesign } from '../design/state/design-store';
import { DimensionField } from './DimensionField';
import classes from './SearchTab.module.css';
import { searchAsInBook, startSearch } from './search-actions';
import { formStateOf } from './state/search-form';
import { addDimension, setForm, useSearch } from './state/search-store';

/** Of the design as it is: which of its settings are tried, over which range, and how. */
export function SearchForm() {
  const words = useWords();
  const { t, text, format } = words;
  const form = useSearch((state) => state.form);
  const design = useDesign((store) => store.design.spec);
  const { settings, spec, problem, place, obstacle } = useInContext(formStateOf);
  const { dimensions, method, trials, seed } = form;
  const known = (path: string) => settings.find((setting) => setting.path === path);
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
          problem={problem && place === index ? text(problem.text) : null}
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
      {obstacle && <p className={classes.reason}>{obstacle(words)}</p>}
      <div className={classes.status}>
        <ActionButton action={startSearch} size="xs" />
        <ActionButton action={searchAsInBook} size="xs" variant="default" />
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
    const lowest = number?.minimum ?? (number?.above === undefined ? -1e9 : number.above + number.step / 100);
    const within = Math.max(lowest, Math.min(number?.maximum ?? 1e9, wanted));
    return number?.integer ? Math.round(within) : Number(within.toPrecision(3));
  };
  if (now > 0 && !number?.integer) return { path, scale: 'log', from: clamp(now / 10), to: clamp(now * 10), steps: 4 };
  if (now > 0) return { path, scale: 'linear', from: clamp(now / 2), to: clamp(now * 2), steps: 4 };
  const step = number?.step ?? 1;
  return { path, scale: 'linear', from: clamp(0), to: clamp(step * 4), steps: 4 };
}
