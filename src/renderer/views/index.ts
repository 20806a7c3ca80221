/** The views, in the order of the rail. A new one is its file and a line here. */
import { type Icon, IconChartLine, IconFlask, IconList, IconPencil, IconSearch, IconStack2 } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { ViewId } from '../words/view-id';
import { DesignPanel } from './design/DesignPanel';
import { DrawPanel } from './draw/DrawPanel';
import { InspectPanel } from './inspect/InspectPanel';
import { LabPanel } from './lab/LabPanel';
import { RunsPanel } from './runs/RunsPanel';
import { TrainPanel } from './train/TrainPanel';

export interface Panel {
  readonly id: ViewId;
  readonly Icon: Icon;
  readonly Component: ComponentType<{ panel: Panel }>;
}

export const panels: readonly Panel[] = [
  { id: 'design', Icon: IconStack2, Component: DesignPanel },
  { id: 'train', Icon: IconChartLine, Component: TrainPanel },
  { id: 'inspect', Icon: IconSearch, Component: InspectPanel },
  { id: 'draw', Icon: IconPencil, Component: DrawPanel },
  { id: 'runs', Icon: IconList, Component: RunsPanel },
  { id: 'lab', Icon: IconFlask, Component: LabPanel },
];
