/** Says in words what is wrong with a setting: place, value and remedy, from zod's own findings. */
import type { z } from 'zod';

export interface SpecProblem {
  /** `network.layers[3].units` */
  readonly path: string;
  readonly message: string;
}

type Issue = z.core.$ZodIssue;

export function problemOf(issue: Issue, input: unknown): SpecProblem {
  const deepest = deepestIssue(issue);
  const path = pathText(deepest.path);
  const found = valueText(valueAt(input, deepest.path));
  return { path, message: `${path || 'spec'}: ${phrase(deepest, found)}` };
}

function phrase(issue: Issue, found: string): string {
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'array' || issue.origin === 'string'
        ? `${found} is too short; use at least ${issue.minimum} ${issue.origin === 'array' ? 'entries' : 'characters'}`
        : `${found} is too small; use ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'array' || issue.origin === 'string'
        ? `${found} is too long; use at most ${issue.maximum} ${issue.origin === 'array' ? 'entries' : 'characters'}`
        : `${found} is too large; use ${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}`;
    case 'invalid_type':
      return found === 'nothing' ? `is missing; give ${article(issue.expected)}` : `${found} is not ${article(issue.expected)}`;
    case 'invalid_value':
      return `${found} is not known; use ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`;
    case 'unrecognized_keys':
      return `${issue.keys.map((key) => JSON.stringify(key)).join(', ')} is no setting here; leave it out`;
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? `${found} is not known; use one of ${issue.options.map((option) => JSON.stringify(option)).join(', ')}`
        : `${found} is not known here`;
    default:
      return `${found} is refused: ${issue.message}`;
  }
}

/** Of a union the branch's own finding says more than "invalid input". */
function deepestIssue(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue;
  const inner = issue.errors.flat()[0];
  return inner ? deepestIssue({ ...inner, path: [...issue.path, ...inner.path] }) : issue;
}

const nouns: Record<string, string> = { int: 'a whole number', number: 'a number', object: 'an object', array: 'a list', string: 'a text' };
const article = (type: string) => nouns[type] ?? `a ${type}`;

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
