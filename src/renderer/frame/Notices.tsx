import { Button, CloseButton } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useEffect } from 'react';
import { dismissNotice, holdNotice, type OperationNotice, useOperations } from '../state/operations';
import { useWords } from '../words/use-words';
import classes from './Notices.module.css';

/** More would take the view's room; the older ones show again when these are gone. */
const MOST = 3;

/** How the last operations ended, the newest below: in rows of their own, so that nothing lies under them. */
export function Notices() {
  const notices = useOperations((state) => state.notices);
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
  const { of, offer, kind } = notice;
  const failed = kind === 'error';
  const Icon = failed ? IconAlertTriangle : IconCheck;
  useEffect(() => () => holdNotice(null), []);
  const dismiss = () => dismissNotice(of);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its role is alert or status; what is being read stays
    <div
      className={classes.notice}
      role={failed ? 'alert' : 'status'}
      data-testid="notice"
      data-kind={kind}
      onMouseEnter={() => holdNotice(of)}
      onMouseLeave={() => holdNotice(null)}
      onFocus={() => holdNotice(of)}
      onBlur={() => holdNotice(null)}
    >
      <Icon size={16} aria-hidden className={classes.icon} />
      <p className={classes.text}>
        <strong>{t(failed ? 'notice.failedTitle' : 'notice.doneTitle')}</strong> <span>{notice.text(words)}</span>
      </p>
      {offer && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => {
            offer.perform();
            dismiss();
          }}
        >
          {t(offer.label)}
        </Button>
      )}
      <CloseButton size="sm" aria-label={t('notice.close')} onClick={dismiss} />
    </div>
  );
}
