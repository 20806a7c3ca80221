/** Fills the stores and keeps them up to date, those that follow others last. */
import { followSheet } from './answers-store';
import { refreshDrawings } from './drawings-store';
import { followInspect } from './inspection';
import { followLab } from './lab-store';
import { followOpened } from './opened-design';
import { followRuns } from './runs-store';
import { followSearch } from './search-store';
import { attempt, connectStudio } from './studio-store';
import { followSubjects } from './subjects-store';

export async function startState(): Promise<void> {
  await connectStudio();
  await followOpened();
  followSheet();
  followInspect();
  await Promise.all([followSubjects(), refreshDrawings(), followLab(), followRuns(), followSearch()]).catch((error) =>
    attempt(() => Promise.reject(error)),
  );
}
