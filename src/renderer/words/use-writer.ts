import type { Writer } from '@shared/reports/figures/figure';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSharedText } from './use-shared-text';

/** What writes reports in the chosen language. */
export function useWriter(): Writer {
  const { i18n } = useTranslation();
  const { language } = i18n;
  const text = useSharedText();
  return useMemo(() => ({ language, say: text }), [language, text]);
}
