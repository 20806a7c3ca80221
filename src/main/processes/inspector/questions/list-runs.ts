import { listRuns } from '../../../runs/list-runs';
import type { QuestionFunction } from '.';

export const listRunsQuestion: QuestionFunction<'listRuns'> = (_, { surroundings: { folders } }) => listRuns(folders.runs);
