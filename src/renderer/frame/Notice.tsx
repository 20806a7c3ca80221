import { Notification } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useEffect } from 'react';
import { dismissNotice, useStudio } from '../state/studio-store';
import { useWords } from '../words/use-words';
import classes from './Notice.module.css';

/** Good news goes by itself; bad news stays until it is closed or another request begins. */
const SUCCESS_MILLISECONDS = 8000;

/** How the last request ended. */
export function Notice() {
  const words = useWords();
  const { t } = words;
  const notice = useStudio((state) => state.notice);
  useEffect(() => {
    if (notice?.kind !== 'success') return;
    const timer = setTimeout(dismissNotice, SUCCESS_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [notice]);
  if (!notice) return null;
  const failed = notice.kind === 'error';
  return (
    <Notification
      className={classes.notice}
      classNames={{ description: classes.text }}
      role={failed ? 'alert' : 'status'}
      color={failed ? 'red' : 'teal'}
      icon={failed ? <IconAlertTriangle size={18} /> : <IconCheck size={18} />}
      title={t(failed ? 'notice.failedTitle' : 'notice.doneTitle')}
      closeButtonProps={{ 'aria-label': t('notice.close') }}
      onClose={dismissNotice}
      withBorder
    >
      {notice.text(words)}
    </Notification>
  );
}
