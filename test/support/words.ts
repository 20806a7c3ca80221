/** The words of the studio without its window: in English, or in Japanese. */

import { say } from '@shared/phrase';
import { createInstance } from 'i18next';
import { en } from '../../src/renderer/words/en';
import { ja } from '../../src/renderer/words/ja';
import { sharedJa } from '../../src/renderer/words/shared-ja';
import { formatOf } from '../../src/renderer/words/use-format';
import type { Words } from '../../src/renderer/words/use-words';

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
