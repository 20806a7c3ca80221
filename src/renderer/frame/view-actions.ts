/** What is shown, and how. */
import { IconLanguage, IconSunMoon } from '@tabler/icons-react';
import i18next from 'i18next';
import { type Action, always } from '../actions/action';
import { toggleScheme } from '../state/scheme';
import { useView } from '../state/view-store';
import { panels } from '../views';
import { otherLanguage, setLanguage } from '../words';

export const showActions: readonly Action[] = panels.map(({ id, Icon }, index) => ({
  id: `show-${id}`,
  label: `view.${id}`,
  Icon,
  shortcuts: [String(index + 1)],
  yieldsToTyping: true,
  enabled: always,
  perform: () => useView.getState().show(id),
}));

export const switchLanguage: Action = {
  id: 'switchLanguage',
  label: 'frame.switchLanguage',
  Icon: IconLanguage,
  enabled: always,
  perform: () => setLanguage(otherLanguage(i18next.language)),
};

export const switchTheme: Action = {
  id: 'switchTheme',
  label: 'action.switchTheme',
  Icon: IconSunMoon,
  enabled: always,
  perform: toggleScheme,
};

export const viewActions: readonly Action[] = [...showActions, switchLanguage, switchTheme];
