import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import type { DrawnSetState } from '@shared/contracts/drawn-sets';
import { useEffect, useRef } from 'react';
import { attempt } from '../../../state/operations';
import { useWords } from '../../../words/use-words';
import { classKeys } from '../state/class-keys';
import { countsOf, saveDrawing, useSets } from '../state/set-store';
import { useDrop } from '../use-drop';
import { addPictures } from './add-pictures';
import classes from './Sets.module.css';

/** The classes over the pad: each saves what is drawn under it; the one to draw next is marked. */
export function ClassStrip({ set }: { set: DrawnSetState }) {
  const { t } = useWords();
  const next = useSets((state) => state.next);
  const saved = useSets((state) => state.saved);
  const counts = countsOf(set);
  const keys = classKeys(set.classes);
  const name = set.classes[next] ?? '';
  return (
    <div className={classes.strip}>
      <ul className={classes.classes} aria-label={t('ownSet.classes')} data-testid="class-strip">
        {set.classes.map((each, label) => (
          <ClassButton
            key={each}
            name={each}
            label={label}
            count={counts[label] ?? 0}
            shortcut={keys[label] ?? ''}
            isNext={label === next}
          />
        ))}
      </ul>
      <p className={classes.next} role="status" aria-live="polite" data-testid="next-class" data-class={name}>
        {saved !== null && <VisuallyHidden>{t('ownSet.saved', { name: saved })} </VisuallyHidden>}
        {t('ownSet.next', { name })}
      </p>
    </div>
  );
}

interface ClassButtonProps {
  readonly name: string;
  readonly label: number;
  readonly count: number;
  readonly shortcut: string;
  readonly isNext: boolean;
}

function ClassButton({ name, label, count, shortcut, isNext }: ClassButtonProps) {
  const { t, format } = useWords();
  const { dropping, ...handlers } = useDrop((files) => addPictures(files, label));
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isNext) item.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isNext]);
  return (
    <li ref={item}>
      <UnstyledButton
        className={classes.class}
        data-next={isNext || undefined}
        data-dropping={dropping || undefined}
        data-class={name}
        data-count={count}
        aria-current={isNext}
        aria-label={t('ownSet.class', { name, count, key: shortcut })}
        title={`${t('ownSet.saveAs', { name })} (${shortcut})`}
        onClick={() => void attempt('saveDrawing', async () => void (await saveDrawing(label)))}
        {...handlers}
      >
        <span className={classes.name}>{name}</span>
        <span className={classes.facts}>
          {format.count(count)}
          <kbd className={classes.key}>{shortcut}</kbd>
        </span>
      </UnstyledButton>
    </li>
  );
}
