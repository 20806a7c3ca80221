import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { currentExamination, fittedSpec } from '../state/examination';
import type { EditorProps } from './editors';

/** Takes the design as it is now, or none. */
export function DesignEditor({ label, value, onChange, disabled }: EditorProps) {
  const { t } = useTranslation();
  const sound = currentExamination().problems.length === 0;
  return (
    <Switch
      size="xs"
      label={label}
      description={t(sound ? 'lab.ownDesign' : 'lab.ownDesignUnsound')}
      checked={value != null}
      disabled={disabled || (!sound && value == null)}
      onChange={({ currentTarget }) => onChange(currentTarget.checked ? fittedSpec() : undefined)}
    />
  );
}
