/** The views, in the order of the rail. A new one is its file and a line here. */
import { IconChartLine, IconFlask, IconList, IconPencil, IconSearch, IconStack2 } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { ComingPanel } from './coming/ComingPanel';
import { TrainPanel } from './train/TrainPanel';

export const viewIds = ['design', 'train', 'inspect', 'draw', 'runs', 'lab'] as const;
export type ViewId = (typeof viewIds)[number];

export interface Panel {
  readonly id: ViewId;
  readonly Icon: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>;
  readonly Component: ComponentType<{ panel: Panel }>;
}

export const panels: readonly Panel[] = [
  { id: 'design', Icon: IconStack2, Component: ComingPanel },
  { id: 'train', Icon: IconChartLine, Component: TrainPanel },
  { id: 'inspect', Icon: IconSearch, Component: ComingPanel },
  { id: 'draw', Icon: IconPencil, Component: ComingPanel },
  { id: 'runs', Icon: IconList, Component: ComingPanel },
  { id: 'lab', Icon: IconFlask, Component: ComingPanel },
];
