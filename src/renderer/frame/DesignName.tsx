import { useEffect, useState } from 'react';
import { edit, sealEdits, useDesign } from '../views/design/state/design-store';
import { useWords } from '../words/use-words';
import classes from './DesignName.module.css';

/** The longest that a spec takes. */
const LONGEST = 80;

/** The design's name, edited where it stands, and whether its file has it as it is. */
export function DesignName() {
  const { t, text } = useWords();
  const name = text(useDesign((state) => state.design.spec.name));
  const file = useDesign((state) => state.file);
  const changed = useDesign((state) => state.file !== null && state.design.spec !== state.saved);
  const [entered, setEntered] = useState(name);
  useEffect(() => setEntered(name), [name]);
  const take = (next: string) => {
    setEntered(next);
    const trimmed = next.trim();
    if (trimmed !== '' && trimmed !== name) edit((spec) => ({ ...spec, name: trimmed }), 'name');
  };
  return (
    <div className={classes.design}>
      <h1 className={classes.heading}>
        <input
          className={classes.name}
          aria-label={t('design.name')}
          maxLength={LONGEST}
          value={entered}
          onChange={({ currentTarget }) => take(currentTarget.value)}
          onBlur={() => {
            setEntered(name);
            sealEdits();
          }}
          onKeyDown={({ key, currentTarget }) => (key === 'Enter' || key === 'Escape') && currentTarget.blur()}
        />
      </h1>
      {file !== null && (
        <span className={classes.file} title={file}>
          {t(changed ? 'design.changed' : 'design.saved')}
        </span>
      )}
    </div>
  );
}
