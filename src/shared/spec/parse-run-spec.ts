import { CLASSES } from '../data/dataset';
import { KasaneError } from '../kasane-error';
import { describeNetwork } from '../nn/description';
import { ShapeError } from '../nn/layers/layer';
import { featuresOf, shapeText } from '../nn/shape';
import { problemOf, type SpecProblem, valueText } from './issue-text';
import { migrate } from './migrations';
import { type RunSpec, runSpecSchema } from './run-spec';

/** A spec that cannot be run. The message is one line with place, value and remedy. */
export class SpecError extends KasaneError {
  override name = 'SpecError';
  constructor(readonly problems: readonly SpecProblem[]) {
    super(problems[0]?.message ?? 'the spec cannot be read', problems[0]?.path);
  }
}

/**
 * The one door for specs, wherever they come from: migrates older versions, fills defaults in, checks every setting and
 * that each layer fits the one before it. Throws a SpecError that lists all problems, the first as its message.
 */
export function parseRunSpec(input: unknown): RunSpec {
  const current = migrate(input, (problem) => {
    throw new SpecError([problem]);
  });
  const result = runSpecSchema.safeParse(current);
  if (!result.success) throw new SpecError(result.error.issues.map((issue) => problemOf(issue, current)));
  const problems = networkProblems(result.data);
  if (problems.length > 0) throw new SpecError(problems);
  return result.data;
}

function networkProblems({ network }: RunSpec): SpecProblem[] {
  try {
    const output = describeNetwork(network, (index, error) => {
      if (!(error instanceof ShapeError)) throw error;
      const path = `network.layers[${index}]${error.setting ? `.${error.setting}` : ''}`;
      throw new SpecError([{ path, message: `${path}: ${error.message}` }]);
    }).at(-1)?.output;
    if (output && featuresOf(output) !== CLASSES) {
      const path = `network.layers[${network.layers.length - 1}]`;
      const message = `${path}: the last layer gives ${shapeText(output)} numbers, one a digit is needed; end with a dense layer of ${CLASSES} units`;
      return [{ path, message }];
    }
    return [];
  } catch (error) {
    if (error instanceof SpecError) return [...error.problems];
    throw error;
  }
}

/** Parses the text of a spec file; `source` names it in errors. */
export function parseRunSpecText(text: string, source: string): RunSpec {
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replaceAll('\n', ' ') : valueText(error);
    throw new SpecError([{ path: source, message: `${source}: not JSON (${reason}); mend the file or make one anew` }]);
  }
  return parseRunSpec(input);
}
