/** What can be done with searches: the one of the form, and the one at hand. */
import type { SearchState } from '@shared/contracts/state';
import { IconBook, IconCopy, IconPlayerPause, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { type Action, always } from '../../actions/action';
import { firstComplaint } from '../../form/entries-store';
import type { Context } from '../../state/context';
import { formStateOf } from './state/search-form';
import * as searches from './state/search-store';

const isIn = ({ search: { state } }: Pick<Context, 'search'>, ...statuses: readonly SearchState['status'][]) =>
  state !== null && statuses.includes(state.status);

export const startSearch: Action = {
  id: 'startSearch',
  label: 'search.start',
  Icon: IconPlayerPlay,
  enabled(context) {
    if (isIn(context, 'running', 'paused')) return 'reason.searchActive';
    const complaint = firstComplaint(context.entries);
    return complaint ? () => complaint : (formStateOf(context).obstacle ?? true);
  },
  perform: searches.startSearch,
};

export const pauseSearch: Action = {
  id: 'pauseSearch',
  label: 'search.pause',
  Icon: IconPlayerPause,
  enabled: (context) => (isIn(context, 'running') ? true : 'reason.noSearchRunning'),
  perform: searches.pauseSearch,
};

export const resumeSearch: Action = {
  id: 'resumeSearch',
  label: 'search.resume',
  Icon: IconPlayerPlay,
  enabled: (context) => (isIn(context, 'paused', 'stopped', 'interrupted', 'failed') ? true : 'reason.noSearchHeld'),
  perform: searches.resumeSearch,
};

export const stopSearch: Action = {
  id: 'stopSearch',
  label: 'search.stop',
  Icon: IconPlayerStop,
  enabled: (context) => (isIn(context, 'running', 'paused') ? true : 'reason.noSearchRunning'),
  perform: searches.stopSearch,
};

export const copySearch: Action = {
  id: 'copySearch',
  label: 'search.again',
  Icon: IconCopy,
  enabled: (context) => (isIn(context, 'finished', 'stopped', 'interrupted', 'failed') ? true : 'reason.noSearchEnded'),
  perform: () => void searches.copySearch(),
};

export const searchAsInBook: Action = {
  id: 'searchAsInBook',
  label: 'search.asInBook',
  Icon: IconBook,
  enabled: always,
  perform: searches.searchAsInBook,
};

export const searchActions: readonly Action[] = [startSearch, pauseSearch, resumeSearch, stopSearch, copySearch, searchAsInBook];
