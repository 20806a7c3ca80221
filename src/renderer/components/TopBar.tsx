import { ActionIcon, Button, Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { isActive } from '@shared/ipc/state';
import { IconMoon, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { pause, resume, stop, train } from '../actions/actions';
import { otherLanguage, setLanguage } from '../i18n';
import { useFormat } from '../i18n/use-format';
import { useSharedText } from '../i18n/use-shared-text';
import { useStudio } from '../state/studio-store';
import { ActionButton } from './ActionButton';
import { DatasetChip } from './DatasetChip';
import classes from './TopBar.module.css';

export function TopBar() {
  const { t, i18n } = useTranslation();
  const text = useSharedText();
  const name = useStudio((state) => state.spec.name);
  return (
    <header className={classes.bar}>
      <h1 className={classes.name}>{text(name)}</h1>
      <DatasetChip />
      <div className={classes.right}>
        <Button
          variant="default"
          size="compact-sm"
          radius="xl"
          onClick={() => setLanguage(otherLanguage(i18n.language))}
          lang={otherLanguage(i18n.language)}
        >
          {t('frame.switchLanguage')}
        </Button>
        <ThemeSwitch />
        <RunButtons />
      </div>
    </header>
  );
}

function ThemeSwitch() {
  const { t } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('dark') === 'dark';
  const label = t(dark ? 'frame.lightTheme' : 'frame.darkTheme');
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" radius="xl" aria-label={label} onClick={() => setColorScheme(dark ? 'light' : 'dark')}>
        {dark ? <IconSun size={16} /> : <IconMoon size={16} />}
      </ActionIcon>
    </Tooltip>
  );
}

/** Train while nothing runs; then pause or resume, and stop. */
function RunButtons() {
  const active = useStudio((state) => state.run !== null && isActive(state.run.status));
  const paused = useStudio((state) => state.run?.status.phase === 'paused');
  if (!active) return <ActionButton action={train} size="sm" />;
  return (
    <>
      <RunShare />
      <ActionButton action={paused ? resume : pause} size="sm" variant="default" />
      <ActionButton action={stop} size="sm" variant="default" />
    </>
  );
}

/** How much of the active run is done; seen from every view. */
function RunShare() {
  const format = useFormat();
  const share = useStudio(({ run }) => (run && run.iterations > 0 ? run.iteration / run.iterations : 0));
  return <span className={classes.share}>{format.wholePercent(share)}</span>;
}
