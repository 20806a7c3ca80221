import { Button, Menu } from '@mantine/core';
import { networkSummary } from '@shared/nn/description';
import { presetSpec, presets } from '@shared/spec/presets';
import { IconChevronDown } from '@tabler/icons-react';
import { useWords } from '../../words/use-words';
import { choosePreset } from './actions/edit-actions';
import classes from './PresetMenu.module.css';

/** The ready-made networks, each with what it teaches. */
export function PresetMenu() {
  const { t, text } = useWords();
  return (
    <Menu position="bottom-start" width={420}>
      <Menu.Target>
        <Button size="xs" variant="default" rightSection={<IconChevronDown size={14} />}>
          {t('design.presets')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {presets.map(({ name, lesson, spec }) => (
          <Menu.Item key={name} onClick={() => choosePreset(name)}>
            <span className={classes.name}>
              {text(spec.name)} <small>{networkSummary(presetSpec(name).network)}</small>
            </span>
            <span className={classes.lesson}>{text(lesson)}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
