/** Fills the stores and keeps them up to date, those that follow others last. */

import { heldHistory, restoreHistory, useDesign } from '../views/design/state/design-store';
import { followOpened } from '../views/design/state/opened-design';
import { heldSheet, restoreSheet, useDraw } from '../views/draw/state/draw-store';
import { digitSet, refreshDrawings } from '../views/draw/state/drawings-store';
import { followSheet } from '../views/draw/state/predictions-store';
import { openSet, refreshSets, useSets } from '../views/draw/state/set-store';
import { followInspect } from '../views/inspect/state/inspection';
import { followLab } from '../views/lab/state/lab-store';
import { followLessons } from '../views/lab/state/lesson-store';
import { followChosen } from '../views/runs/state/runs-store';
import { followSearch, refreshSearches } from '../views/runs/state/search-store';
import { followRepeats } from '../views/train/state/repeats-store';
import { followCatalogue } from './catalogue-store';
import { followDrawings, refreshDatasets } from './data-store';
import { followJobs } from './jobs';
import { attempt } from './operations';
import { outlive } from './outlive';
import { connectStudio } from './studio-store';
import { useView } from './view-store';

export async function startState(): Promise<void> {
  const { search, repeats } = await connectStudio();
  followRepeats(repeats);
  followSearch(search);
  outlive('view', useView, ({ view }) => view, useView.getState().show);
  outlive('design', useDesign, heldHistory, restoreHistory);
  outlive('sheet', useDraw, heldSheet, restoreSheet);
  outlive(
    'set',
    useSets,
    ({ open }) => open?.folder ?? null,
    (folder) => void (folder !== null && attempt('openSet', async () => void (await openSet(folder)))),
  );
  await followOpened();
  followSheet();
  followJobs();
  followInspect();
  followChosen();
  followDrawings();
  await Promise.all([
    followCatalogue(),
    refreshDrawings(digitSet),
    refreshDatasets(),
    followLab(),
    followLessons(),
    refreshSearches(),
    refreshSets(),
  ]).catch((error) => attempt('start', () => Promise.reject(error)));
}
