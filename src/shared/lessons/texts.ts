/** Texts of a lesson: in one language, or in English and Japanese. */
import { z } from 'zod';

const MOST = 4000;
const line = z.string().trim().min(1).max(MOST);

export const textSchema = z.union([line, z.strictObject({ en: line, ja: line.optional() })]);
export type LessonText = z.output<typeof textSchema>;

export const textIn = (text: LessonText, language: string): string => {
  if (typeof text === 'string') return text;
  return (language.startsWith('ja') ? text.ja : undefined) ?? text.en;
};
