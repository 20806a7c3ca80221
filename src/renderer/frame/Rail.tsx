import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useView } from '../state/view-store';
import { panels } from '../views';
import { Logo } from './Logo';
import classes from './Rail.module.css';

export function Rail() {
  const { t } = useTranslation();
  const { view, show } = useView();
  return (
    <nav className={classes.rail} aria-label={t('frame.views')}>
      <div className={classes.logo}>
        <Logo />
      </div>
      {panels.map(({ id, Icon }, index) => (
        <UnstyledButton
          key={id}
          className={classes.entry}
          aria-current={view === id ? 'page' : undefined}
          aria-keyshortcuts={String(index + 1)}
          onClick={() => show(id)}
        >
          <Icon size={20} stroke={1.6} aria-hidden />
          {t(`view.${id}`)}
        </UnstyledButton>
      ))}
    </nav>
  );
}
