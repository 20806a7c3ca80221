import { spotlight } from '@mantine/spotlight';
import { IconCommand } from '@tabler/icons-react';
import { type Action, always } from './action';

export const openPalette: Action = {
  id: 'openPalette',
  label: 'action.openPalette',
  Icon: IconCommand,
  shortcuts: ['mod+K'],
  enabled: always,
  perform: spotlight.open,
};
