import type { Padding, Sides } from '@shared/nn/layers/window';
import { useTranslation } from 'react-i18next';
import { ChoiceField } from './ChoiceField';
import type { EditorProps } from './editors';
import classes from './KindField.module.css';
import { NumberField } from './NumberField';

const forms = ['same', 'valid', 'pixels', 'sides'] as const;
type Form = (typeof forms)[number];
const sideNames = ['top', 'right', 'bottom', 'left'] as const;

const formOf = (padding: Padding): Form => (typeof padding === 'number' ? 'pixels' : typeof padding === 'object' ? 'sides' : padding);

/** Padding by name, by one number, or by one for each side. */
export function PaddingEditor({ label, help, value, onChange, disabled }: EditorProps) {
  const { t } = useTranslation();
  const padding = value as Padding;
  const form = formOf(padding);
  const all = typeof padding === 'number' ? padding : 1;
  const sides: Sides = typeof padding === 'object' ? padding : { top: all, right: all, bottom: all, left: all };
  const choose = (next: Form) => onChange({ same: 'same', valid: 'valid', pixels: sides.top, sides }[next]);
  const range = { minimum: 0, maximum: 64, step: 1, integer: true, disabled };
  return (
    <div className={classes.kind}>
      <ChoiceField
        label={label}
        help={help}
        choices={forms.map((each) => ({ value: each, label: t(`padding.${each}`) }))}
        value={form}
        onChange={choose}
        disabled={disabled}
      />
      {form === 'pixels' && (
        <div className={classes.settings}>
          <NumberField {...range} label={t('padding.pixels')} value={all} onChange={onChange} />
        </div>
      )}
      {form === 'sides' && (
        <div className={classes.settings}>
          {sideNames.map((side) => (
            <NumberField
              key={side}
              {...range}
              label={t(`padding.${side}`)}
              value={sides[side]}
              onChange={(pixels) => onChange({ ...sides, [side]: pixels })}
            />
          ))}
        </div>
      )}
    </div>
  );
}
