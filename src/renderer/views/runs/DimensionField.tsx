import { ActionIcon, Chip, SegmentedControl } from '@mantine/core';
import type { SpecSetting } from '@shared/spec/settings';
import type { Dimension } from '@shared/studies/space';
import { IconX } from '@tabler/icons-react';
import { NumberField } from '../../form/NumberField';
import { settingTitle } from '../../form/setting-name';
import { useWords } from '../../words/use-words';
import classes from './SearchTab.module.css';
import { removeDimension, setDimension, useSearch } from './state/search-store';

interface DimensionFieldProps {
  readonly dimension: Dimension;
  readonly index: number;
  readonly setting: SpecSetting | undefined;
  /** What is wrong with it, in words; null where nothing is. */
  readonly problem: string | null;
}

/** One setting that is tried: its range, or which of its choices. */
export function DimensionField({ dimension, index, setting, problem }: DimensionFieldProps) {
  const { t, text } = useWords();
  const name = setting ? settingTitle(setting, text) : dimension.path;
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
        <Choices dimension={dimension} index={index} setting={setting} />
      ) : (
        <Range dimension={dimension} index={index} setting={setting} />
      )}
      {problem && (
        <p className={classes.reason} role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  );
}

type PartProps<Kind extends Dimension> = Omit<DimensionFieldProps, 'dimension' | 'problem'> & { readonly dimension: Kind };

function Choices({ dimension, index, setting }: PartProps<Extract<Dimension, { values: unknown }>>) {
  const { text } = useWords();
  const boolean = typeof setting?.value === 'boolean';
  // In the order of the setting, however they were switched on and off: it decides which trials a seed draws.
  const take = (values: readonly string[]) => {
    const chosen = Object.keys(setting?.choices ?? {}).filter((value) => values.includes(value));
    if (chosen.length > 0) setDimension(index, { ...dimension, values: chosen.map((value) => (boolean ? value === 'true' : value)) });
  };
  return (
    <Chip.Group multiple value={dimension.values.map(String)} onChange={take}>
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

function Range({ dimension, index, setting }: PartProps<Extract<Dimension, { from: number }>>) {
  const { t } = useWords();
  const grid = useSearch((state) => state.form.method.type === 'grid');
  const common = {
    step: dimension.scale === 'log' ? dimension.from : (setting?.number?.step ?? 1),
    integer: setting?.number?.integer ?? false,
    minimum: setting?.number?.minimum,
    above: setting?.number?.above,
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
