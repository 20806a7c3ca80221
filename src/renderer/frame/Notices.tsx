import { Notification } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { dismissNotice, type OperationNotice, useOperations } from '../state/operations';
import { useWords } from '../words/use-words';
import classes from './Notices.module.css';

/** More would hide the view; the older ones show again when these are gone. */
const MOST = 3;

/** How the last operations ended, the newest below. */
export function Notices() {
  const notices = useOperations((state) => state.notices);
  if (notices.length === 0) return null;
  return (
    <div className={classes.notices}>
      {notices.slice(-MOST).map((notice) => (
        <Notice key={notice.of} notice={notice} />
      ))}
    </div>
  );
}

function Notice({ notice }: { notice: OperationNotice }) {
  const words = useWords();
  const { t } = words;
  const failed = notice.kind === 'error';
  return (
    <Notification
      classNames={{ description: classes.text }}
      role={failed ? 'alert' : 'status'}
      color={failed ? 'red' : 'teal'}
      icon={failed ? <IconAlertTriangle size={18} /> : <IconCheck size={18} />}
      title={t(failed ? 'notice.failedTitle' : 'notice.doneTitle')}
      closeButtonProps={{ 'aria-label': t('notice.close') }}
      onClose={() => dismissNotice(notice.of)}
      withBorder
    >
      {notice.text(words)}
    </Notification>
  );
}
