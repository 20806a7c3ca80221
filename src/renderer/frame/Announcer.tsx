import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRunText } from '../controls/use-run-text';
import { useLab } from '../views/lab/state/lab-store';
import { useSearch } from '../views/runs/state/search-store';

/** Tells a screen reader what the run, the search and the experiment are doing, politely. */
export function Announcer() {
  const { t } = useTranslation();
  const run = useRunText();
  const search = useSearch(({ state }) => state?.status ?? null);
  const experiment = useLab(({ state }) => state?.status ?? null);
  const told = { run, search: search && t(`search.announced.${search}`), experiment: experiment && t(`lab.announced.${experiment}`) };
  return Object.entries(told).map(([of, text]) => (
    <VisuallyHidden key={of} role="status" aria-live="polite">
      {text}
    </VisuallyHidden>
  ));
}
