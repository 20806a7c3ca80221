import { ActionIcon, Button, Menu, UnstyledButton } from '@mantine/core';
import { findKind, type KindSpec } from '@shared/kind';
import { layerKinds } from '@shared/nn/layers';
import { MOST_INNER_LAYERS } from '@shared/nn/layers/block';
import { IconArrowDown, IconArrowUp, IconChevronRight, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useWords } from '../words/use-words';
import type { EditorProps } from './editors';
import classes from './LayersEditor.module.css';
import { SettingsFields } from './SettingField';

/** Layers within a layer: a list whose rows open to their settings, with at least `fewest`. */
export function LayersEditor({ label, help, value, onChange, disabled, fewest = 1 }: EditorProps & { readonly fewest?: number }) {
  const { t, text } = useWords();
  const [open, setOpen] = useState<number | null>(null);
  const layers = value as readonly KindSpec[];
  const move = (from: number, to: number) => {
    const [layer] = layers.slice(from, from + 1);
    if (!layer) return;
    onChange(layers.toSpliced(from, 1).toSpliced(to, 0, layer));
    setOpen(open === from ? to : null);
  };
  const remove = (index: number) => {
    onChange(layers.toSpliced(index, 1));
    setOpen(open === null || open === index ? null : open - (open > index ? 1 : 0));
  };
  return (
    <fieldset className={classes.list} disabled={disabled}>
      <legend className={classes.legend}>{label}</legend>
      {help && <p className={classes.help}>{help}</p>}
      {layers.map((layer, index) => {
        const kind = findKind(layerKinds, layer.type);
        const name = text(kind.label);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a layer within a layer has no name but its place
          <div key={index} className={classes.layer}>
            <div className={classes.row}>
              <UnstyledButton
                className={classes.name}
                aria-expanded={open === index}
                onClick={() => setOpen(open === index ? null : index)}
              >
                <IconChevronRight size={14} aria-hidden data-open={open === index} className={classes.chevron} />
                <span className={classes.chip} data-family={kind.family} aria-hidden />
                {name}{' '}
                <small>
                  {kind.keySetting && String(layer[kind.keySetting])} {text(kind.create(layer).detail)}
                </small>
              </UnstyledButton>
              {(
                [
                  ['layers.up', IconArrowUp, () => move(index, index - 1), index > 0],
                  ['layers.down', IconArrowDown, () => move(index, index + 1), index < layers.length - 1],
                  ['layers.remove', IconTrash, () => remove(index), layers.length > fewest],
                ] as const
              ).map(([key, Icon, perform, possible]) => (
                <ActionIcon
                  key={key}
                  size="sm"
                  variant="subtle"
                  color="gray"
                  aria-label={t(key, { name })}
                  disabled={!possible}
                  onClick={perform}
                >
                  <Icon size={14} />
                </ActionIcon>
              ))}
            </div>
            {open === index && (
              <div className={classes.settings}>
                <SettingsFields kind={kind} value={layer} onChange={(changed) => onChange(layers.with(index, changed))} />
              </div>
            )}
          </div>
        );
      })}
      <Menu position="bottom-start">
        <Menu.Target>
          <Button disabled={layers.length >= MOST_INNER_LAYERS} size="compact-xs" variant="default" leftSection={<IconPlus size={14} />}>
            {t('layers.add')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown className={classes.menu}>
          {layerKinds.map(({ type, label: each, settings }) => (
            <Menu.Item key={type} onClick={() => onChange([...layers, { type, ...settings.parse({}) }])}>
              {text(each)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </fieldset>
  );
}
