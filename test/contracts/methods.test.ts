/** What every way to search gets by being listed. */
import { searchMethods } from '@shared/studies/methods';
import { trialSpec } from '@shared/studies/search-spec';
import { describe, expect, it } from 'vitest';
import { jobsOf, search } from '../support/searches';

describe.each(searchMethods.map(({ type }) => type))('%s', (type) => {
  it('decides the same jobs whoever finishes first, with any number of workers', () => {
    const spec = search({ type });
    const alone = jobsOf(spec, 1, 1);
    expect(alone.length).toBeGreaterThan(15);
    for (const workers of [2, 5, 16]) for (const seed of [1, 2, 3]) expect(jobsOf(spec, workers, seed)).toEqual(alone);
  });

  it('draws other trials for another seed, unless it draws none', () => {
    const [first, other] = [1, 2].map((seed) => jobsOf(search({ type }, { seed }), 1, 1));
    if (type === 'grid') expect(other).toEqual(first);
    else expect(other).not.toEqual(first);
  });

  it('tries only values that the spec takes', () => {
    const spec = search({ type });
    for (const { values } of jobsOf(spec, 1, 1)) expect(() => trialSpec(spec, values)).not.toThrow();
  });
});
