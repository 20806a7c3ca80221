import { join } from 'node:path';
import { reportedRun } from '../../../runs/reported-run';
import { recycledTeam } from '../../../threads/team';
import type { QuestionFunction } from '.';

export const reportedRuns: QuestionFunction<'reportedRuns'> = async ({ folders: names }, { surroundings, signal }) => {
  const createTeam = recycledTeam(surroundings.threads);
  const found = [];
  for (const name of names)
    found.push(await reportedRun(join(surroundings.folders.runs, name), { createTeam, robustnessImages: 0, signal }));
  return found;
};
