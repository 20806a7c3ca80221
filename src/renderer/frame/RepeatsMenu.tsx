import { ActionIcon, Popover, Tooltip } from '@mantine/core';
import { MOST_REPEATS } from '@shared/studies/repeats';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { ActionButton } from '../controls/ActionButton';
import { NumberField } from '../form/NumberField';
import { trainRepeats } from '../views/train/repeat-actions';
import { useRepeats } from '../views/train/state/repeats-store';
import { useWords } from '../words/use-words';
import classes from './RepeatsMenu.module.css';

/** Beside Train: the same design from several seeds. */
export function RepeatsMenu() {
  const { t } = useWords();
  const [opened, setOpened] = useState(false);
  const count = useRepeats((state) => state.count);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus withinPortal={false}>
      <Popover.Target>
        <Tooltip label={t('repeats.menu')} disabled={opened}>
          <ActionIcon variant="default" size="lg" aria-label={t('repeats.menu')} aria-expanded={opened} onClick={() => setOpened(!opened)}>
            <IconChevronDown size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={classes.menu}>
          <NumberField
            label={t('repeats.count')}
            help={t('repeats.help')}
            minimum={2}
            maximum={MOST_REPEATS}
            step={1}
            integer
            value={count}
            onChange={(next) => useRepeats.setState({ count: next })}
          />
          <div onClickCapture={() => setOpened(false)}>
            <ActionButton action={trainRepeats} size="sm" fullWidth />
          </div>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
