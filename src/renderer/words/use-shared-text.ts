import { type Phrase, say, words } from '@shared/phrase';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { sharedJa } from './shared-ja';

/** Says a phrase, or the words that a kind or setting carries. */
export type SharedText = (english: string | Phrase) => string;

const translations: Readonly<Record<string, Readonly<Record<string, string>>>> = { ja: sharedJa };

/** Words of kinds, settings, presets and errors in the chosen language. */
export function useSharedText(): SharedText {
  const { i18n } = useTranslation();
  const { language } = i18n;
  return useMemo(() => {
    const list = translations[language] ?? {};
    return (english) =>
      say(
        typeof english === 'string' ? words(english) : english,
        (template) => (Object.hasOwn(list, template) && list[template]) || template,
      );
  }, [language]);
}
