/** Says in words what is wrong with a setting: place, value and remedy, from zod's own findings. */
import type { z } from 'zod';
import { joined, type Phrase, phrase } from '../phrase';

export interface SpecProblem {
  /** `network.layers[3].units` */
  readonly path: string;
  /** What is wrong there, without the place. */
  readonly text: Phrase;
}

type Issue = z.core.$ZodIssue;

export function problemOf(issue: Issue, input: unknown): SpecProblem {
  const deepest = deepestIssue(issue);
  const path = pathText(deepest.path);
  const found = valueText(valueAt(input, deepest.path));
  return { path: path || 'spec', text: wording(deepest, found) };
}

function wording(issue: Issue, found: string): Phrase {
  switch (issue.code) {
    case 'too_small': {
      const least = Number(issue.minimum);
      if (issue.origin === 'array') return phrase`${found} is too short; use at least ${least} entries`;
      if (issue.origin === 'string') return phrase`${found} is too short; use at least ${least} characters`;
      return issue.inclusive === false
        ? phrase`${found} is too small; use more than ${least}`
        : phrase`${found} is too small; use at least ${least}`;
    }
    case 'too_big': {
      const most = Number(issue.maximum);
      if (issue.origin === 'array') return phrase`${found} is too long; use at most ${most} entries`;
      if (issue.origin === 'string') return phrase`${found} is too long; use at most ${most} characters`;
      return issue.inclusive === false
        ? phrase`${found} is too large; use less than ${most}`
        : phrase`${found} is too large; use at most ${most}`;
    }
    case 'invalid_type': {
      const wanted = nouns[issue.expected] ?? phrase`a value of type ${issue.expected}`;
      return found === 'nothing' ? phrase`is missing; give ${wanted}` : phrase`${found} is not ${wanted}`;
    }
    case 'invalid_value': {
      const values = issue.values.map((value) => JSON.stringify(value) ?? String(value));
      return phrase`${found} is not known; use ${joined(
        values.map((value, index) => (index === 0 ? value : phrase` or ${value}`)),
        '',
      )}`;
    }
    case 'unrecognized_keys':
      return phrase`${issue.keys.map((key) => JSON.stringify(key)).join(', ')} is no setting here; leave it out`;
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? phrase`${found} is not known; use one of ${issue.options.map((option) => JSON.stringify(option)).join(', ')}`
        : phrase`${found} is not known here`;
    case 'custom':
      return issue.params?.twice ? phrase`${found} is named twice; leave one out` : phrase`${found} is refused: ${issue.message}`;
    default:
      return phrase`${found} is refused: ${issue.message}`;
  }
}

/** Of a union the branch's own finding says more than "invalid input". */
function deepestIssue(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue;
  const inner = issue.errors.flat()[0];
  return inner ? deepestIssue({ ...inner, path: [...issue.path, ...inner.path] }) : issue;
}

const nouns: Record<string, Phrase> = {
  int: phrase`a whole number`,
  number: phrase`a number`,
  object: phrase`an object`,
  array: phrase`a list`,
  string: phrase`a text`,
  boolean: phrase`true or false`,
};

export const pathText = (path: readonly PropertyKey[]) =>
  path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined), input);
}

/** A value as an error may quote it: short, on one line. */
export function valueText(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= 40 ? text : `${text.slice(0, 37)}…`;
}
