import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/EmptyState';
import { useView } from '../../state/view-store';
import type { Panel } from '..';

/** A view that is not built yet: says what it will be for, and leads to the one that works. */
export function ComingPanel({ panel }: { panel: Panel }) {
  const { t } = useTranslation();
  const show = useView((state) => state.show);
  return (
    <EmptyState Icon={panel.Icon} title={t(`view.${panel.id}`)} text={t(`coming.${panel.id}`)}>
      <Button variant="default" onClick={() => show('train')}>
        {t('coming.goToTrain')}
      </Button>
    </EmptyState>
  );
}
