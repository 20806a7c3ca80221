import { Switch } from '@mantine/core';
import { augmentationKinds } from '@shared/data/batches/augmentation';
import type { KindSpec } from '@shared/kind';
import { useSharedText } from '../words/use-shared-text';
import type { EditorProps } from './editors';
import classes from './KindField.module.css';
import { SettingsFields } from './SettingField';

/** A switch for every kind of augmentation, with its settings where it is on. */
export function AugmentationEditor({ value, onChange, disabled }: EditorProps) {
  const text = useSharedText();
  const chosen = value as readonly KindSpec[];
  const inOrder = (specs: readonly KindSpec[]) => augmentationKinds.flatMap(({ type }) => specs.filter((spec) => spec.type === type));
  return augmentationKinds.map((kind) => {
    const spec = chosen.find(({ type }) => type === kind.type);
    const others = chosen.filter(({ type }) => type !== kind.type);
    const usual = (): KindSpec => ({ type: kind.type, ...kind.settings.parse({}) });
    return (
      <div key={kind.type} className={classes.kind}>
        <Switch
          size="xs"
          label={text(kind.label)}
          description={text(kind.help)}
          checked={spec !== undefined}
          disabled={disabled}
          onChange={({ currentTarget }) => onChange(inOrder(currentTarget.checked ? [...others, usual()] : others))}
        />
        {spec && (
          <div className={classes.settings}>
            <SettingsFields kind={kind} value={spec} disabled={disabled} onChange={(next) => onChange(inOrder([...others, next]))} />
          </div>
        )}
      </div>
    );
  });
}
