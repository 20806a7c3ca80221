import { useTranslation } from 'react-i18next';
import { sharedJa } from './shared-ja';

/** Words of kinds, settings and presets in the chosen language. */
export function useSharedText(): (english: string) => string {
  const { i18n } = useTranslation();
  return (english) => (i18n.language === 'ja' ? (sharedJa[english] ?? english) : english);
}
