/** What a student has really done, as checks of lessons look at it and as a hand-in carries it. */
import { z } from 'zod';
import { KasaneError } from '../kasane-error';
import { parseRunSpec } from '../spec/parse-run-spec';
import type { RunSpec } from '../spec/run-spec';

const share = z.number().min(0).max(1).nullable();
/** What a spec's own parser says of it is said of the place where it stands. */
const spec = z.unknown().transform((value, context): RunSpec => {
  try {
    return parseRunSpec(value);
  } catch (error) {
    if (!(error instanceof KasaneError)) throw error;
    context.addIssue({ code: 'custom', message: error.message });
    return z.NEVER;
  }
});
const checksums = z.record(z.string().max(40), z.string().max(64));

export const runEvidenceSchema = z.strictObject({
  /** The name of its folder, which no other run of the student has. */
  folder: z.string().min(1).max(300),
  /** ISO 8601. */
  created: z.string().max(40),
  /** What it began with, and what was changed while it trained. */
  spec,
  changes: z.array(z.strictObject({ iteration: z.int().min(0), spec })).max(1000),
  from: z.enum(['initial', 'imported']),
  /** `diverged`: its loss was no number any more. */
  end: z.enum(['completed', 'early', 'stopped', 'diverged', 'failed']),
  iteration: z.int().min(0),
  /** Trained numbers; null of one that has learnt nothing. */
  parameters: z.int().min(0).nullable(),
  /** Accuracies, 0 … 1. */
  training: share,
  validation: share,
  test: share,
  /** Of the test images. */
  mistakes: z.int().min(0).nullable(),
  /** MD5 of the parts of its dataset; `original` where its test images are MNIST's own. */
  checksums,
  original: z.boolean(),
  /** SHA-256 of its parameters; null where that was not computed, or there are none. */
  sha256: z.string().length(64).nullable(),
});

export type RunEvidence = z.output<typeof runEvidenceSchema>;

export const evidenceSchema = z.strictObject({
  /** The newest first. */
  runs: z.array(runEvidenceSchema).max(10_000).default([]),
  /** Positions of labels that are doubted, by the checksum of the file they stand in. */
  doubtful: z.record(z.string().max(64), z.array(z.int().min(0)).max(100_000)).default({}),
  /** Experiments of the Lab that are done; whether the claim of each holds. */
  experiments: z
    .array(z.strictObject({ name: z.string().max(80), holds: z.boolean() }))
    .max(1000)
    .default([]),
  /** Searches, with how many trials each finished over which settings. */
  searches: z
    .array(
      z.strictObject({
        folder: z.string().max(300),
        method: z.string().max(80),
        trials: z.int().min(0),
        paths: z.array(z.string().max(300)).max(1000),
      }),
    )
    .max(10_000)
    .default([]),
  /** Drawings that were saved with a label. */
  drawings: z.int().min(0).default(0),
});

export type Evidence = z.output<typeof evidenceSchema>;

export const noEvidence: Evidence = { runs: [], doubtful: {}, experiments: [], searches: [], drawings: 0 };
