import type { z } from 'zod';
import { parseJson } from '../json';
import { KasaneError } from '../kasane-error';
import { phrase, words } from '../phrase';
import { examineNetwork } from './examine-network';
import { problemOf, type SpecProblem, valueText } from './issue-text';
import { migrate } from './migrations';
import { draftSchema, type RunSpec, runSpecSchema } from './run-spec';

/** A spec that cannot be run. The message is one line with place, value and remedy. */
export class SpecError extends KasaneError {
  override name = 'SpecError';
  constructor(readonly problems: readonly SpecProblem[]) {
    const [first] = problems;
    super(first ? phrase`${first.path}: ${first.text}` : phrase`the spec cannot be read`, first?.path);
  }
}

/**
 * The one door for specs, wherever they come from: migrates older versions, fills defaults in, checks every setting and
 * that each layer fits the one before it. Throws a SpecError that lists all problems, the first as its message.
 */
export function parseRunSpec(input: unknown): RunSpec {
  const spec = parseWith(runSpecSchema, input);
  const { problems } = examineNetwork(spec.network);
  if (problems.length > 0) throw new SpecError(problems);
  return spec;
}

/** The same for a design in the making, whose layers need not fit each other yet. */
export const parseDraft = (input: unknown): RunSpec => parseWith(draftSchema, input);

function parseWith(schema: z.ZodType<RunSpec>, input: unknown): RunSpec {
  const current = migrate(input, (problem) => {
    throw new SpecError([problem]);
  });
  const result = schema.safeParse(current);
  if (!result.success) throw new SpecError(result.error.issues.map((issue) => problemOf(issue, current)));
  return result.data;
}

/** Parses the text of a spec file; `source` names it in errors. */
export const parseRunSpecText = (text: string, source: string): RunSpec => parseRunSpec(readJson(text, source));

/** Parses the text of a design file; `source` names it in errors. */
export const parseDraftText = (text: string, source: string): RunSpec => parseDraft(readJson(text, source));

function readJson(text: string, source: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replaceAll('\n', ' ') : valueText(error);
    throw new SpecError([{ path: source, text: phrase`not JSON (${words(reason)}); fix the file or make one anew` }]);
  }
}
