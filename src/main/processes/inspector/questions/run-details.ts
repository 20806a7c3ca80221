import { join } from 'node:path';
import { runDetails } from '../../../runs/run-details';
import type { QuestionFunction } from '.';

export const runDetailsQuestion: QuestionFunction<'runDetails'> = ({ folder }, { surroundings: { folders } }) =>
  runDetails(join(folders.runs, folder));
