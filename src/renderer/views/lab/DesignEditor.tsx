import { Button, Switch } from '@mantine/core';
import type { EditorProps } from '../../form/editors';
import { useWords } from '../../words/use-words';
import { useDesign } from '../design/state/design-store';
import { currentExamination, fittedSpec } from '../design/state/examination';

/** Takes the design as it is now, or none. */
export function DesignEditor({ label, value, onChange, disabled }: EditorProps) {
  const { t, text } = useWords();
  useDesign((state) => state.design.spec);
  const sound = currentExamination().problems.length === 0;
  const isTaken = typeof value === 'object' && value !== null;
  const isOther = isTaken && sound && JSON.stringify(value) !== JSON.stringify(fittedSpec());
  const about = isTaken ? t('lab.ownDesignIs', { name: text(String(Reflect.get(value, 'name'))) }) : t('lab.ownDesign');
  return (
    <div>
      <Switch
        size="xs"
        label={label}
        description={sound || isTaken ? about : t('lab.ownDesignUnsound')}
        checked={isTaken}
        disabled={disabled || (!sound && !isTaken)}
        onChange={({ currentTarget }) => onChange(currentTarget.checked ? fittedSpec() : undefined)}
      />
      {isOther && (
        <Button size="compact-xs" variant="default" disabled={disabled} onClick={() => onChange(fittedSpec())}>
          {t('lab.takeAgain')}
        </Button>
      )}
    </div>
  );
}
