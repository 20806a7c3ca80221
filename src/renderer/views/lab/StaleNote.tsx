import { Button } from '@mantine/core';
import { describeSetting } from '@shared/describe-setting';
import type { Experiment } from '@shared/lab/experiment';
import type { z } from 'zod';
import { valueName } from '../../form/setting-name';
import { useWords } from '../../words/use-words';
import classes from './LabPanel.module.css';
import { isStale, restoreControls, useLab, usualControls } from './state/lab-store';

/** Of which settings the figure is, where the form has others by now. */
export function StaleNote({ experiment }: { experiment: Experiment }) {
  const words = useWords();
  const { t, text } = words;
  const store = useLab();
  const { name, controls } = experiment;
  const content = store.contents[name];
  if (!content || !isStale(store, name)) return null;
  const form = store.controls[name] ?? usualControls(name);
  const others = Object.entries(controls.shape).flatMap(([control, schema]) => {
    const [was, is] = [content.controls[control], form[control]];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    const { label, choices } = describeSetting(schema as z.ZodType);
    return [`${text(label)} ${valueName({ choices: choices ?? null }, was, words)}`];
  });
  return (
    <p className={classes.stale} role="note">
      {t('lab.stale')} {others.join(', ')}
      <Button size="compact-xs" variant="default" onClick={() => restoreControls(name)}>
        {t('lab.backToThose')}
      </Button>
    </p>
  );
}
