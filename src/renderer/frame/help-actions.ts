/** What Kasane says of itself. */
import { IconHelp, IconInfoCircle } from '@tabler/icons-react';
import { type Action, always } from '../actions/action';
import { useHelp } from './help-store';

export const showHelp: Action = {
  id: 'showHelp',
  label: 'action.showHelp',
  Icon: IconHelp,
  shortcuts: ['F1'],
  enabled: always,
  perform: () => useHelp.setState({ open: 'help' }),
};

export const showAbout: Action = {
  id: 'showAbout',
  label: 'action.showAbout',
  Icon: IconInfoCircle,
  enabled: always,
  perform: () => useHelp.setState({ open: 'about' }),
};

export const helpActions: readonly Action[] = [showHelp, showAbout];
