/** What a user calls a run, the colour it is drawn in, and what they noted about it. */
import { z } from 'zod';

/** Colours told apart with every kind of colour vision (Okabe and Ito 2008). */
export const runColours = ['blue', 'orange', 'green', 'pink', 'yellow', 'sky'] as const;
export type RunColour = (typeof runColours)[number];

/** Those that new runs get by turns: sky is too near to blue to tell two runs apart that nobody chose it for. */
export const turnColours: readonly RunColour[] = runColours.filter((colour) => colour !== 'sky');

export const runLabelSchema = z.strictObject({
  /** Empty where it is called as its design. */
  name: z.string().trim().max(80),
  colour: z.enum(runColours),
  notes: z.string().max(10_000),
  /** Words to find it by, each once. */
  tags: z.array(z.string().trim().min(1).max(40)).max(20).default([]),
});
export type RunLabel = z.output<typeof runLabelSchema>;

export const noLabel: RunLabel = { name: '', colour: 'blue', notes: '', tags: [] };
