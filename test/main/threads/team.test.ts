import { availableParallelism } from 'node:os';
import { buildInferenceProgram } from '@shared/training/inference-program';
import type { Team } from '@shared/training/team';
import { describe, expect, it } from 'vitest';
import { MOST_THREADS, recycledTeam, threadTeam, usualThreads } from '../../../src/main/threads/team';

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

describe('memory of a team that has closed', () => {
  const programOf = (units: number) => {
    const network = { input: [4, 4, 1] as const, layers: [{ type: 'affine', units }] };
    const spec = { purpose: 'inference', network, scaling: 'unit', capacity: 8 } as const;
    return [buildInferenceProgram(spec), spec] as const;
  };
  const bufferOf = (team: Team) => team.kernels.memory.values.buffer;

  it('serves the next that is no larger, as if it were new, where each is done with before the next', () => {
    const createTeam = recycledTeam(1);
    const first = createTeam(...programOf(10));
    first.kernels.memory.values.fill(1);
    const beside = createTeam(...programOf(10));
    expect(bufferOf(beside)).not.toBe(bufferOf(first));
    first.close();
    first.close();
    const next = createTeam(...programOf(5));
    expect(bufferOf(next)).toBe(bufferOf(first));
    expect(next.kernels.memory.values.every((value) => value === 0)).toBe(true);
    expect(bufferOf(createTeam(...programOf(5)))).not.toBe(bufferOf(first));
    next.close();
    expect(bufferOf(createTeam(...programOf(5000)))).not.toBe(bufferOf(first));
  });

  it('serves no other where sessions change their team', () => {
    const createTeam = threadTeam(1);
    const first = createTeam(...programOf(10));
    first.close();
    expect(bufferOf(createTeam(...programOf(10)))).not.toBe(bufferOf(first));
  });
});
