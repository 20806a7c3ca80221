/** The studio's language: the one chosen before, else the system's, else English. */
import i18next, { type ParseKeys } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en';
import { ja } from './ja';

export const languages = ['en', 'ja'] as const;
export type Language = (typeof languages)[number];

/** A key of the translations. */
export type Key = ParseKeys;

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}

const STORED = 'kasane-language';

const isLanguage = (value: string | null): value is Language => languages.some((each) => each === value);

export const otherLanguage = (language: string): Language => (language === 'ja' ? 'en' : 'ja');

export function startI18n(): void {
  const stored = localStorage.getItem(STORED);
  const system = navigator.language.startsWith('ja') ? 'ja' : 'en';
  void i18next.use(initReactI18next).init({
    resources: { en: { translation: en }, ja: { translation: ja } },
    lng: isLanguage(stored) ? stored : system,
    fallbackLng: 'en',
    interpolation: { escapeValue: false }, // React escapes
    initAsync: false,
  });
  document.documentElement.lang = i18next.language;
}

export function setLanguage(language: Language): void {
  localStorage.setItem(STORED, language);
  document.documentElement.lang = language;
  void i18next.changeLanguage(language);
}
