/** Fills the stores and keeps them up to date, those that follow others last. */
import { followSheet } from './answers-store';
import { heldHistory, restoreHistory, useDesign } from './design-store';
import { heldSheet, restoreSheet, useDraw } from './draw-store';
import { refreshDrawings } from './drawings-store';
import { followInspect } from './inspection';
import { followLab } from './lab-store';
import { followOpened } from './opened-design';
import { outlive } from './outlive';
import { followRuns } from './runs-store';
import { followSearch } from './search-store';
import { attempt, connectStudio } from './studio-store';
import { followSubjects } from './subjects-store';
import { useView } from './view-store';

export async function startState(): Promise<void> {
  await connectStudio();
  outlive('view', useView, ({ view }) => view, useView.getState().show);
  outlive('design', useDesign, heldHistory, restoreHistory);
  outlive('sheet', useDraw, heldSheet, restoreSheet);
  await followOpened();
  followSheet();
  followInspect();
  await Promise.all([followSubjects(), refreshDrawings(), followLab(), followRuns(), followSearch()]).catch((error) =>
    attempt(() => Promise.reject(error)),
  );
}
