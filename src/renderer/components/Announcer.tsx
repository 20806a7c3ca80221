import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLab } from '../state/lab-store';
import { useSearch } from '../state/search-store';
import { useRunText } from './use-run-text';

/** Tells a screen reader what the run, the search and the experiment are doing, politely. */
export function Announcer() {
  const { t } = useTranslation();
  const run = useRunText();
  const search = useSearch(({ state }) => state?.status ?? null);
  const experiment = useLab(({ state }) => state?.status ?? null);
  return (
    <VisuallyHidden>
      <p role="status">{run}</p>
      <p role="status">{search && t(`search.announced.${search}`)}</p>
      <p role="status">{experiment && t(`lab.announced.${experiment}`)}</p>
    </VisuallyHidden>
  );
}
