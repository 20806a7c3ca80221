import { join } from 'node:path';
import { reproduceRun } from '../../../runs/reproduce';
import { threadTeam } from '../../../threads/team';
import type { QuestionFunction } from '.';

export const reproduceRunQuestion: QuestionFunction<'reproduceRun'> = (
  { folder },
  { surroundings: { folders, threads }, progress, signal },
) => reproduceRun(join(folders.runs, folder), folders.dataset, threadTeam(threads), { onProgress: progress, signal });
