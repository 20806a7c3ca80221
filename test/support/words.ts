/** The words of the studio without its window: in English, or in Japanese. */

import { say } from '@shared/phrase';
import { createInstance } from 'i18next';
import { en } from '../../src/renderer/i18n/en';
import { ja } from '../../src/renderer/i18n/ja';
import { sharedJa } from '../../src/renderer/i18n/shared-ja';
import { formatOf } from '../../src/renderer/i18n/use-format';
import type { Words } from '../../src/renderer/i18n/use-words';

export function wordsOf(language: 'en' | 'ja'): Words {
  const i18n = createInstance();
  void i18n.init({
    lng: language,
    resources: { en: { translation: en }, ja: { translation: ja } },
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  const translate = (text: string) => (language === 'ja' ? ((sharedJa as Record<string, string>)[text] ?? text) : text);
  return {
    t: i18n.t,
    text: (words) => (typeof words === 'string' ? translate(words) : say(words, translate)),
    format: formatOf(i18n.t, language),
  };
}
