import { ActionIcon, Button, Chip, SegmentedControl, Select } from '@mantine/core';
import { searchMethods } from '@shared/search/methods';
import { searchSettings } from '@shared/search/search-spec';
import { type Dimension, sameForAll } from '@shared/search/space';
import { type SpecSetting, settingsOf } from '@shared/spec/settings';
import { IconBook, IconPlayerPlay, IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import { Card } from '../../components/Card';
import { KindField } from '../../form/KindField';
import { NumberField } from '../../form/NumberField';
import { SettingField } from '../../form/SettingField';
import { useWords, type Words } from '../../i18n/use-words';
import { useDesign } from '../../state/design-store';
import {
  addDimension,
  baseSpec,
  removeDimension,
  searchAsInBook,
  setDimension,
  setForm,
  startSearch,
  useSearch,
} from '../../state/search-store';
import { useStudio } from '../../state/studio-store';
import { settingTitle } from './compared';
import classes from './SearchTab.module.css';

/** Of the design as it is: which of its settings are tried, over which range, and how. */
export function SearchForm() {
  const words = useWords();
  const { t, text, format } = words;
  const { form, state } = useSearch();
  const design = useDesign((store) => store.design.spec);
  const dataset = useStudio((store) => store.dataset);
  const settings = useMemo(() => settingsOf(design).filter(({ path }) => !sameForAll.includes(path)), [design]);
  const spec = dataset?.status === 'ready' ? baseSpec(design) : null;
  const busy = state?.status === 'running' || state?.status === 'paused';
  const { dimensions, method, trials, seed } = form;
  const known = (path: string) => settings.find((setting) => setting.path === path);
  const missing = dimensions.find(({ path }) => !known(path));
  const reason =
    dimensions.length === 0
      ? t('search.noDimension')
      : missing
        ? t('search.missing', { path: missing.path })
        : spec?.data.validation === 0
          ? t('search.noValidation')
          : null;
  return (
    <Card title={t('search.form')} aside={text(design.name)}>
      <p className={classes.note}>
        {t('search.about', { epochs: format.count(spec?.training.duration.count ?? 0), images: format.count(spec?.data.validation ?? 0) })}
      </p>
      {dimensions.map((dimension, index) => (
        <DimensionField key={dimension.path} dimension={dimension} index={index} setting={known(dimension.path)} words={words} />
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

interface DimensionFieldProps {
  readonly dimension: Dimension;
  readonly index: number;
  readonly setting: SpecSetting | undefined;
  readonly words: Words;
}

function DimensionField({ dimension, index, setting, words }: DimensionFieldProps) {
  const { t } = words;
  const name = setting ? nameOf(setting, words) : dimension.path;
  return (
    <fieldset className={classes.dimension} data-testid="dimension">
      <legend>
        {name}
        <ActionIcon
          size="xs"
          variant="subtle"
          color="gray"
          aria-label={t('search.remove', { name })}
          onClick={() => removeDimension(index)}
        >
          <IconX size={12} aria-hidden />
        </ActionIcon>
      </legend>
      {'values' in dimension ? (
        <Choices dimension={dimension} index={index} setting={setting} words={words} />
      ) : (
        <Range dimension={dimension} index={index} setting={setting} words={words} />
      )}
    </fieldset>
  );
}

function Choices({ dimension, index, setting, words }: DimensionFieldProps & { dimension: Extract<Dimension, { values: unknown }> }) {
  const { text } = words;
  const boolean = typeof setting?.value === 'boolean';
  return (
    <Chip.Group
      multiple
      value={dimension.values.map(String)}
      onChange={(values) => {
        if (values.length > 0) setDimension(index, { ...dimension, values: values.map((value) => (boolean ? value === 'true' : value)) });
      }}
    >
      <div className={classes.chips}>
        {Object.entries(setting?.choices ?? {}).map(([value, label]) => (
          <Chip key={value} size="xs" value={value}>
            {text(label)}
          </Chip>
        ))}
      </div>
    </Chip.Group>
  );
}

function Range({ dimension, index, setting, words }: DimensionFieldProps & { dimension: Extract<Dimension, { from: number }> }) {
  const { t } = words;
  const grid = useSearch((state) => state.form.method.type === 'grid');
  const common = {
    step: dimension.scale === 'log' ? dimension.from : (setting?.number?.step ?? 1),
    integer: setting?.number?.integer ?? false,
    minimum: setting?.number?.minimum,
    maximum: setting?.number?.maximum,
    disabled: false,
  };
  return (
    <>
      <div className={classes.range}>
        <NumberField
          {...common}
          label={t('search.from')}
          value={dimension.from}
          onChange={(from) => setDimension(index, { ...dimension, from })}
        />
        <NumberField {...common} label={t('search.to')} value={dimension.to} onChange={(to) => setDimension(index, { ...dimension, to })} />
        {grid && (
          <NumberField
            label={t('search.steps')}
            value={dimension.steps}
            step={1}
            integer
            minimum={2}
            maximum={1000}
            disabled={false}
            onChange={(steps) => setDimension(index, { ...dimension, steps })}
          />
        )}
      </div>
      <SegmentedControl
        size="xs"
        aria-label={t('search.scale')}
        value={dimension.scale}
        onChange={(scale) => setDimension(index, { ...dimension, scale: scale as 'linear' | 'log' })}
        data={(['linear', 'log'] as const).map((value) => ({ value, label: t(`search.scales.${value}`) }))}
      />
    </>
  );
}
