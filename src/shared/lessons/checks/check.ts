/** A kind of check: what a lesson says of it, and when what was done satisfies it. */
import type { z } from 'zod';
import type { Evidence } from '../evidence';

/** What the student wrote or chose. */
export type Answer = string | number;

/** As a person writes it: `39,760` too. NaN of what is no number. */
export function numberOf(answer: Answer): number {
  const text = String(answer)
    .normalize('NFKC')
    .replaceAll(/\s|,(?=\d{3}(?!\d))/g, '');
  return text === '' ? Number.NaN : Number(text);
}

/** How a task is answered; null of one that is solved by what is done. */
export type AnswerForm =
  | { readonly kind: 'number' }
  | { readonly kind: 'text'; readonly characters: number }
  | { readonly kind: 'choice'; readonly options: number }
  | null;

export interface CheckKind<Schema extends z.ZodObject = z.ZodObject> {
  readonly type: string;
  /** With its type as a literal. */
  readonly schema: Schema;
  /** The part of what was done that solves it; null where nothing does. */
  solve(check: z.output<Schema>, evidence: Evidence, answer: Answer | null): Partial<Evidence> | null;
  form(check: z.output<Schema>): AnswerForm;
}

export const defineCheck = <Schema extends z.ZodObject>(
  kind: Omit<CheckKind<Schema>, 'form'> & Partial<Pick<CheckKind<Schema>, 'form'>>,
): CheckKind<Schema> => ({ form: () => null, ...kind });
