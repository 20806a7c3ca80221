/** All actions, as menu and command palette list them. */

import type { Action } from '../actions/action';
import { fileActions } from '../actions/file-actions';
import { openPalette } from '../actions/palette-action';
import { addLayerActions, offerLayers } from '../views/design/actions/add-layer-actions';
import { editActions, presetActions } from '../views/design/actions/edit-actions';
import { rateActions } from '../views/design/actions/rate-actions';
import { drawActions } from '../views/draw/actions';
import { setActions } from '../views/draw/set-actions';
import { inspectActions } from '../views/inspect/actions';
import { labActions } from '../views/lab/actions';
import { lessonActions } from '../views/lab/lesson-actions';
import { stepActions } from '../views/lab/step-actions';
import { importRun, runsActions, undoDelete } from '../views/runs/actions';
import { searchActions } from '../views/runs/search-actions';
import { runActions } from '../views/train/actions';
import { repeatActions } from '../views/train/repeat-actions';
import type { Key } from '../words';
import { helpActions } from './help-actions';
import { viewActions } from './view-actions';

export interface ActionMenu {
  readonly id: string;
  readonly label: Key;
  readonly actions: readonly Action[];
  /** Whether it is offered at a place of its own, and not in the menu. */
  readonly elsewhere?: boolean;
}

export const menus: readonly ActionMenu[] = [
  { id: 'file', label: 'menu.file', actions: fileActions },
  { id: 'presets', label: 'menu.presets', actions: presetActions, elsewhere: true },
  { id: 'edit', label: 'menu.edit', actions: editActions },
  { id: 'rate', label: 'sidebar.optimizer', actions: rateActions, elsewhere: true },
  { id: 'layers', label: 'menu.layers', actions: [...addLayerActions, offerLayers], elsewhere: true },
  { id: 'run', label: 'menu.run', actions: [...runActions, ...repeatActions] },
  { id: 'runs', label: 'menu.runs', actions: [...runsActions, undoDelete, importRun], elsewhere: true },
  { id: 'search', label: 'runs.tab.search', actions: searchActions, elsewhere: true },
  { id: 'lab', label: 'view.lab', actions: [...labActions, ...lessonActions, ...stepActions], elsewhere: true },
  { id: 'draw', label: 'menu.draw', actions: drawActions },
  { id: 'sets', label: 'ownSet.title', actions: setActions, elsewhere: true },
  { id: 'inspect', label: 'view.inspect', actions: inspectActions, elsewhere: true },
  { id: 'view', label: 'menu.view', actions: [...viewActions, openPalette] },
  { id: 'help', label: 'menu.help', actions: helpActions },
];

export const actions: readonly Action[] = menus.flatMap((menu) => menu.actions);
