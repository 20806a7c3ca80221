import { Card } from '../../components/Card';
import { ActionButton } from '../../controls/ActionButton';
import { useStudio } from '../../state/studio-store';
import { useWords } from '../../words/use-words';
import { writeSubmission } from './actions';
import classes from './Classes.module.css';

/** Where the dataset has images that nobody labelled: their predictions as a file. */
export function SubmissionCard() {
  const { t, format } = useWords();
  const count = useStudio(({ dataset }) => (dataset?.status === 'ready' ? dataset.unlabelledImages : 0));
  if (count === 0) return null;
  return (
    <Card title={t('inspect.submission')}>
      <p className={classes.note}>{t('inspect.submissionText', { images: format.count(count) })}</p>
      <ActionButton action={writeSubmission} size="xs" variant="default" />
    </Card>
  );
}
