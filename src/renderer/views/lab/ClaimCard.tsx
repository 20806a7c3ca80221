import type { Claim } from '@shared/lab/experiment';
import { Card } from '../../components/Card';
import { useWords } from '../../words/use-words';
import classes from './LabPanel.module.css';
import { Verdict } from './Verdict';

/** What an experiment claims: when it holds, what was found, and so whether it does. */
export function ClaimCard({ claim: { criterion, text: found, holds } }: { claim: Claim }) {
  const { t, text } = useWords();
  return (
    <Card title={t('lab.claim')} aside={<Verdict holds={holds} />}>
      <dl className={classes.claim} data-holds={holds} data-testid="claim">
        <dt>{t('lab.criterion')}</dt>
        <dd>{text(criterion)}</dd>
        <dt>{t('lab.found')}</dt>
        <dd data-testid="found">{text(found)}</dd>
      </dl>
    </Card>
  );
}
