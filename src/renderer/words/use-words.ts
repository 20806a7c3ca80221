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

/** What is called by the words of a design, perhaps with a number of its own behind them: `Small CNN 2`. */
export function designName(name: string, text: SharedText): string {
  const [, design, number] = /^(.+) (\d+)$/.exec(name) ?? [];
  return design === undefined ? text(name) : `${text(design)} ${number}`;
}

export function useWords(): Words {
  const { t } = useTranslation();
  const text = useSharedText();
  const format = useFormat();
  return useMemo(() => ({ t, text, format }), [t, text, format]);
}
