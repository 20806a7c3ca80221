/** What can be done with lessons. */

import type { Go } from '@shared/lessons/lesson';
import { presetSpec } from '@shared/spec/presets';
import { IconBook, IconClipboardCheck, IconFolderOpen } from '@tabler/icons-react';
import { type Action, always } from '../../actions/action';
import { attempt } from '../../state/operations';
import { useView } from '../../state/view-store';
import type { ViewId } from '../../words/view-id';
import { forImagesInUse } from '../design/state/examination';
import { replaceDesign } from '../design/state/replace-design';
import { type SidebarTab, useSidebar } from '../design/state/sidebar-store';
import { closeSet } from '../draw/state/set-store';
import { useRuns } from '../runs/state/runs-store';
import { type LabTab, showExperiment, useLab } from './state/lab-store';
import { openHandIns, openLessonFile, showLessons } from './state/lesson-store';

export const lessons: Action = { id: 'lessons', label: 'lesson.list', Icon: IconBook, enabled: always, perform: showLessons };

export const openLesson: Action = {
  id: 'openLesson',
  label: 'lesson.openFile',
  Icon: IconFolderOpen,
  enabled: always,
  perform: () => void attempt('openLesson', async () => void (await openLessonFile())),
};

export const checkHandIns: Action = {
  id: 'checkHandIns',
  label: 'lesson.teacher',
  Icon: IconClipboardCheck,
  enabled: always,
  perform: () => void attempt('checkHandIns', async () => void (await openHandIns())),
};

export const lessonActions: readonly Action[] = [lessons, openLesson, checkHandIns];

/** Leads to where a task is done; a preset becomes the design, which can be undone. */
export function go({ to, preset, experiment }: Go): void {
  const [view = 'design', tab] = to.split('/');
  if (preset !== undefined) replaceDesign(forImagesInUse(presetSpec(preset)));
  if (experiment !== undefined) showExperiment(experiment);
  if (view === 'lab') useLab.setState({ tab: (tab ?? 'experiments') as LabTab });
  else if (view === 'runs') useRuns.setState({ tab: tab === 'search' ? 'search' : 'runs' });
  else if (view === 'design' && tab !== undefined) useSidebar.getState().show(tab as SidebarTab);
  // The tasks are about digits.
  if (view === 'draw') closeSet();
  useView.getState().show(view as ViewId);
}
