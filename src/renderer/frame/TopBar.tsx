import { Button, Kbd, Tooltip } from '@mantine/core';
import { isActive } from '@shared/contracts/run';
import { useTranslation } from 'react-i18next';
import { openPalette } from '../actions/palette-action';
import { shortcutText } from '../actions/shortcut-text';
import { useLabel } from '../actions/use-reason';
import { ActionButton, ActionIconButton } from '../controls/ActionButton';
import { useStudio } from '../state/studio-store';
import { pause, resume, stop, train } from '../views/train/actions';
import { stopRepeats } from '../views/train/repeat-actions';
import { repeatsAreActive, useRepeats } from '../views/train/state/repeats-store';
import { otherLanguage } from '../words';
import { useFormat } from '../words/use-format';
import { ActionMenu } from './ActionMenu';
import { DatasetChip } from './DatasetChip';
import { DesignName } from './DesignName';
import { RepeatsMenu } from './RepeatsMenu';
import classes from './TopBar.module.css';
import { switchLanguage, switchTheme } from './view-actions';

export function TopBar() {
  const paletteLabel = useLabel(openPalette);
  const languageLabel = useLabel(switchLanguage);
  const { i18n } = useTranslation();
  const { shortcuts: [paletteKey = ''] = [] } = openPalette;
  return (
    <header className={classes.bar}>
      <ActionMenu />
      <DesignName />
      <DatasetChip />
      <div className={classes.right}>
        <Tooltip label={paletteLabel}>
          <Button variant="default" size="compact-sm" radius="xl" aria-label={paletteLabel} onClick={openPalette.perform}>
            <Kbd size="xs">{shortcutText(paletteKey)}</Kbd>
          </Button>
        </Tooltip>
        <Button variant="default" size="compact-sm" radius="xl" onClick={switchLanguage.perform} lang={otherLanguage(i18n.language)}>
          {languageLabel}
        </Button>
        <ActionIconButton action={switchTheme} radius="xl" />
        <RunButtons />
      </div>
    </header>
  );
}

/** Train while nothing runs; then pause or resume, and stop. */
function RunButtons() {
  const active = useStudio((state) => state.run !== null && isActive(state.run.status));
  const paused = useStudio((state) => state.run?.status.phase === 'paused');
  const repeating = useRepeats(repeatsAreActive);
  if (repeating) return <ActionButton action={stopRepeats} size="sm" variant="default" />;
  if (!active) {
    return (
      <>
        <ActionButton action={train} size="sm" />
        <RepeatsMenu />
      </>
    );
  }
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
