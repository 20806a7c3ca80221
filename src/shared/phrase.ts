/**
 * Words for people, in English and ready for another language: a template with numbered places and what goes into them.
 * Code that knows no translations tags a template literal as a phrase; whoever shows it may translate its template,
 * such as “{0} is too large”, first.
 */
export interface Phrase {
  readonly template: string;
  readonly values: readonly PhraseValue[];
}

/** A phrase among the values is translated too; a text is a name or a quotation and stays as it is. */
export type PhraseValue = string | number | Phrase;

/** Takes what a template literal takes. */
export const phrase = (parts: TemplateStringsArray, ...values: readonly unknown[]): Phrase => ({
  template: parts.reduce((text, part, index) => `${text}{${index - 1}}${part}`),
  values: values.map((value) => (isPhrase(value) || (typeof value === 'number' && Number.isFinite(value)) ? value : String(value))),
});

export const isPhrase = (value: unknown): value is Phrase =>
  typeof value === 'object' && value !== null && 'template' in value && 'values' in value;

/** Words that a kind or a setting carries, such as its label. */
export const words = (text: string): Phrase => ({ template: text, values: [] });

/** The phrase as text; in English unless templates are translated. */
export const say = ({ template, values }: Phrase, translate: (template: string) => string = (english) => english): string =>
  translate(template).replaceAll(/\{(\d+)\}/g, (_place, index) => {
    const value = values[Number(index)] ?? '';
    return typeof value === 'object' ? say(value, translate) : String(value);
  });

/** Several phrases as one, such as a list. */
export const joined = (phrases: readonly PhraseValue[], separator: string): Phrase => ({
  template: phrases.map((_, index) => `{${index}}`).join(separator),
  values: phrases,
});
