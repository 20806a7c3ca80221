/** The book's search by any method, and its jobs as workers of any number and speed do them. */
import { createRandom } from '@shared/random/threefry';
import { bookSearchSpec, bookSpace } from '@shared/studies/book-search';
import { type NumberedJob, SearchPlan } from '@shared/studies/search-plan';
import { parseSearch, type SearchSpec, strategyOf } from '@shared/studies/search-spec';
import { expect } from 'vitest';

export const search = (method: object, rest: object = {}): SearchSpec =>
  parseSearch({ version: 1, spec: bookSearchSpec(), space: bookSpace, method, trials: 40, ...rest });

/** Better the nearer its learning rate is to 0.003, and the longer it is trained. */
export const accuracyOf = ({ values, toEpoch }: NumberedJob) =>
  1 / (1 + Math.abs(Math.log(Number(values['optimizer.learningRate']) / 0.003))) + toEpoch / 1000;

/** All jobs of a search whose workers finish in an order drawn by `seed`, `workers` at once. */
export function jobsOf(spec: SearchSpec, workers: number, seed: number): NumberedJob[] {
  const plan = new SearchPlan(strategyOf(spec));
  const random = createRandom(seed, 'shuffle');
  const jobs: NumberedJob[] = [];
  const working: NumberedJob[] = [];
  const waiting: NumberedJob[] = [];
  for (let step = 0; ; step++) {
    for (let job = plan.take(); job; job = plan.take()) waiting.push(job);
    while (working.length < workers && waiting.length > 0) working.push(...waiting.splice(0, 1));
    if (working.length === 0) break;
    const [done] = working.splice(random.below(working.length, 0, step), 1);
    if (!done) break;
    jobs.push(done);
    plan.report(done.number, { ...done, accuracy: done.trial % 7 === 3 ? null : accuracyOf(done) });
  }
  expect(plan.isOver()).toBe(true);
  return jobs.toSorted((a, b) => a.number - b.number);
}
