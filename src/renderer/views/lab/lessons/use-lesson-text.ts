import { type LessonText, textIn } from '@shared/lessons/texts';
import { useTranslation } from 'react-i18next';

/** Texts of lessons in the studio's language. */
export function useLessonText(): (text: LessonText) => string {
  const { language } = useTranslation().i18n;
  return (text) => textIn(text, language);
}
