import { z } from 'zod';
import { textSchema } from '../texts';
import { defineCheck, numberOf } from './check';

/** A question with a right answer: a number, or one of several. */
export const answer = defineCheck({
  type: 'answer',
  schema: z
    .strictObject({
      type: z.literal('answer'),
      /** One of them is right, counted from 0. */
      options: z.array(textSchema).min(2).max(10).optional(),
      right: z.int().min(0).max(9).optional(),
      number: z.number().optional(),
      tolerance: z.number().min(0).default(0),
    })
    .refine(({ options, right, number }) => (options ? right !== undefined && right < options.length : number !== undefined), {
      message: 'needs options with the place of the right one, or a number',
    }),
  solve({ options, right, number, tolerance }, _evidence, given) {
    if (given === null) return null;
    const isRight = options ? numberOf(given) === right : Math.abs(numberOf(given) - (number ?? Number.NaN)) <= tolerance;
    return isRight ? {} : null;
  },
  form: ({ options }) => (options ? { kind: 'choice', options: options.length } : { kind: 'number' }),
});
