/** Looks what of a lesson is solved by what was done so far. */

import type { LessonInput } from '@shared/contracts/processes';
import { solve } from '@shared/lessons/checks';
import { noEvidence } from '@shared/lessons/evidence';
import { type LessonProgress, untouched } from '@shared/lessons/progress';
import { gatherEvidence, withChecksum } from './evidence';

/** The progress with what is solved now; what was solved before stays so, whatever became of the run. */
export async function checkLesson({ lesson, progress, folders, doubtful }: LessonInput): Promise<LessonProgress> {
  const open = lesson.tasks.filter(({ id }) => !progress[id]?.solved);
  if (open.length === 0) return progress;
  const evidence = await gatherEvidence(folders, Object.fromEntries(Object.entries(doubtful).map(([sum, places]) => [sum, [...places]])));
  const found: LessonProgress = { ...progress };
  for (const { id, check } of open) {
    const before = found[id] ?? untouched;
    const proof = solve(check, evidence, before.answer);
    if (!proof) continue;
    const runs = await Promise.all((proof.runs ?? []).map((run) => withChecksum(folders.runs, run)));
    found[id] = { ...before, solved: { at: new Date().toISOString(), evidence: { ...noEvidence, ...proof, runs } } };
  }
  return found;
}
