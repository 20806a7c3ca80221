import { UnstyledButton } from '@mantine/core';
import { type RunColour, runColours } from '@shared/spec/run-label';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './ColourChoice.module.css';

export function ColourChoice({ value, onChange }: { value: RunColour; onChange: (colour: RunColour) => void }) {
  const { t } = useTranslation();
  return (
    <div className={classes.colours} role="radiogroup" aria-label={t('notes.colour')}>
      {runColours.map((colour) => (
        <UnstyledButton
          key={colour}
          className={classes.colour}
          role="radio"
          aria-checked={value === colour}
          aria-label={t(`colour.${colour}`)}
          title={t(`colour.${colour}`)}
          data-colour={colour}
          onClick={() => onChange(colour)}
        >
          {value === colour && <IconCheck size={14} aria-hidden />}
        </UnstyledButton>
      ))}
    </div>
  );
}
