import { IconCheck, IconX } from '@tabler/icons-react';
import { useWords } from '../../words/use-words';
import classes from './LabPanel.module.css';

/** Whether a claim holds. */
export function Verdict({ holds }: { holds: boolean }) {
  const { t } = useWords();
  const Icon = holds ? IconCheck : IconX;
  return (
    <span className={classes.verdict} data-holds={holds}>
      <Icon size={13} aria-hidden />
      {t(holds ? 'lab.holds' : 'lab.fails')}
    </span>
  );
}
