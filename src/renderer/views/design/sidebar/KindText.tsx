import type { Kind } from '@shared/kind';
import { useWords } from '../../../words/use-words';
import classes from './Sidebar.module.css';

/** What a kind does, in a sentence and as a formula, and where that comes from. */
export function KindText({ kind }: { kind: Kind<unknown> }) {
  const { t, text } = useWords();
  return (
    <>
      <p className={classes.help}>{text(kind.help)}</p>
      <p className={classes.formula}>{kind.formula}</p>
      <p className={classes.source}>{t('sidebar.source', { source: kind.source })}</p>
    </>
  );
}
