import type { Kind, KindSpec } from '@shared/kind';
import { findKind } from '@shared/kind';
import { useSharedText } from '../words/use-shared-text';
import { ChoiceField } from './ChoiceField';
import classes from './KindField.module.css';
import { SettingsFields } from './SettingsFields';

interface KindFieldProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly kinds: readonly Kind<unknown>[];
  readonly value: unknown;
  readonly onChange: (value: KindSpec) => void;
  readonly disabled?: boolean;
}

/** A choice of kind with the settings of the one chosen; settings that the next kind has too are kept. */
export function KindField({ label, help, kinds, value, onChange, disabled = false }: KindFieldProps) {
  const text = useSharedText();
  const spec = value as KindSpec;
  const kind = findKind(kinds, spec.type);
  const choose = (type: string) => {
    const usual = findKind(kinds, type).settings;
    const kept = usual.safeParse(
      Object.fromEntries(Object.keys(usual.shape).flatMap((name) => (name in spec ? [[name, spec[name]]] : []))),
    );
    onChange({ type, ...(kept.success ? kept.data : usual.parse({})) });
  };
  return (
    <div className={classes.kind}>
      <ChoiceField
        label={label}
        help={help}
        choices={kinds.map((each) => ({ value: each.type, label: text(each.label) }))}
        value={spec.type}
        onChange={choose}
        disabled={disabled}
      />
      {Object.keys(kind.settings.shape).length > 0 && (
        <div className={classes.settings}>
          <SettingsFields kind={kind} value={spec} disabled={disabled} onChange={onChange} />
        </div>
      )}
    </div>
  );
}
