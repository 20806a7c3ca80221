/** A whole search: the spec that trials are made from, what is tried, how, how often and with which seed. */
import { z } from 'zod';
import { createFrom, findKind, kindSchema } from '../kind';
import { phrase } from '../phrase';
import { problemOf, valueText } from '../spec/issue-text';
import { parseRunSpec, SpecError } from '../spec/parse-run-spec';
import type { RunSpec } from '../spec/run-spec';
import { withValues } from '../spec/settings';
import { searchMethods } from './methods';
import type { Strategy } from './methods/method';
import { assertSpaceFits, integerPaths, spaceSchema, type Values } from './space';

export const SEARCH_VERSION = 1;

export const searchSettings = {
  trials: z
    .int()
    .min(1)
    .max(10_000)
    .default(100)
    .meta({
      label: 'Trials',
      help: 'The most that are made; a grid ends with its last point',
      step: 10,
      ja: { help: '最大の数。グリッドは最後の点で終わります' },
    }),
  seed: z
    .int()
    .min(0)
    .max(4_294_967_295)
    .default(1)
    .meta({
      label: 'Seed of the search',
      help: 'The same seed draws the same trials',
      step: 1,
      ja: { label: '探索のシード', help: '同じシードなら同じ試行になります' },
    }),
} as const;

const searchSchema = z.strictObject({
  version: z.literal(SEARCH_VERSION),
  spec: z.unknown(),
  space: spaceSchema,
  method: kindSchema(searchMethods).default(() => ({ type: 'random' })),
  ...searchSettings,
});

export type SearchSpec = Omit<z.output<typeof searchSchema>, 'spec'> & { readonly spec: RunSpec };

/** The one door for searches. Throws a SpecError with place, value and remedy. */
export function parseSearch(input: unknown): SearchSpec {
  const version: unknown = typeof input === 'object' && input !== null ? Reflect.get(input, 'version') : undefined;
  if (typeof version === 'number' && version > SEARCH_VERSION) {
    const text = phrase`${version} was written by a newer Kasane than this one, which reads up to ${SEARCH_VERSION}; update Kasane`;
    throw new SpecError([{ path: 'version', text }]);
  }
  const parsed = searchSchema.safeParse(input);
  if (!parsed.success) throw new SpecError(parsed.error.issues.map((issue) => problemOf(issue, input)));
  const spec = parseRunSpec(parsed.data.spec);
  if (spec.data.validation === 0) {
    const text = phrase`${valueText(0)} holds no images back, and trials are judged by those; use more than 0`;
    throw new SpecError([{ path: 'data.validation', text }]);
  }
  if (spec.training.duration.unit !== 'epochs') {
    const text = phrase`"iterations" cannot be compared across batch sizes; count a search’s trials in epochs`;
    throw new SpecError([{ path: 'training.duration.unit', text }]);
  }
  if (spec.data.drawings) {
    const text = phrase`${valueText(true)}: trials learn from the dataset alone, so that a search can be repeated elsewhere; switch drawings off`;
    throw new SpecError([{ path: 'data.drawings', text }]);
  }
  assertSpaceFits(parsed.data.space, spec);
  if (findKind(searchMethods, parsed.data.method.type).decidesLength) assertSameLength(parsed.data.space);
  return { ...parsed.data, spec };
}

/** Successive halving compares trials after as many epochs. */
function assertSameLength({ settings }: SearchSpec['space']): void {
  const index = settings.findIndex(({ path }) => path === LENGTH);
  if (index < 0) return;
  const text = phrase`"training.duration.count" is what successive halving itself decides; leave it out, or search at random`;
  throw new SpecError([{ path: `settings[${index}].path`, text }]);
}

/** The spec of a trial, which is judged by its last epoch. */
export const trialSpec = ({ spec }: Pick<SearchSpec, 'spec'>, values: Values): RunSpec => withValues(spec, values);

const LENGTH = 'training.duration.count';

export const strategyOf = (search: SearchSpec): Strategy =>
  createFrom(
    searchMethods,
    search.method,
  )({
    ...search,
    integers: integerPaths(search.space, search.spec),
    epochsOf: (values) => Number(values[LENGTH] ?? search.spec.training.duration.count),
  });

/** The longest that a trial is trained, epochs. */
export const mostEpochs = ({ space, spec }: Pick<SearchSpec, 'space' | 'spec'>): number => {
  const length = space.settings.find(({ path }) => path === LENGTH);
  if (!length) return spec.training.duration.count;
  return 'values' in length ? Math.max(...length.values.map(Number)) : Math.round(length.to);
};
