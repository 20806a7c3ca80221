import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { MOST_THREADS, usualThreads } from '../../../src/main/threads/team';

describe('usual threads', () => {
  it('are one a core', () => {
    expect(usualThreads('')).toBe(Math.min(availableParallelism(), MOST_THREADS));
  });

  it('are as many as KASANE_THREADS says', () => {
    expect(usualThreads('3')).toBe(3);
  });

  it.each(['0', '17', '1.5', 'all'])('refuse KASANE_THREADS=%s with its range', (given) => {
    expect(() => usualThreads(given)).toThrow(`KASANE_THREADS: "${given}" is no whole number from 1 to 16`);
  });
});
