import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Format, useFormat } from './use-format';
import { type SharedText, useSharedText } from './use-shared-text';

/** All it takes to speak the chosen language: the studio's own words, those of shared code, and numbers. */
export interface Words {
  readonly t: TFunction;
  readonly text: SharedText;
  readonly format: Format;
}

export function useWords(): Words {
  const { t } = useTranslation();
  const text = useSharedText();
  const format = useFormat();
  return useMemo(() => ({ t, text, format }), [t, text, format]);
}
