import { type HotkeyItem, useHotkeys } from '@mantine/hooks';
import { panels } from '../panels';
import { useView } from '../state/view-store';
import { actions } from './actions';

const TYPING = ['INPUT', 'TEXTAREA', 'SELECT'];

/** Every action's shortcut, and 1–6 for the views. Those that a field could take for typing are left to it. */
export function useShortcuts(): void {
  const keys = [...new Set(actions.flatMap((action) => action.shortcut ?? []))];
  const forActions = keys.map((key): HotkeyItem => [key, () => perform(key)]);
  const forViews = panels.map(({ id }, index): HotkeyItem => [String(index + 1), () => useView.getState().show(id)]);
  const pressedWith = (test: (key: string) => boolean) => forActions.filter(([key]) => test(key));
  useHotkeys(
    pressedWith((key) => key.startsWith('mod+')),
    [],
  );
  // The space bar also presses the button that has the focus.
  useHotkeys(
    pressedWith((key) => key === 'space'),
    [...TYPING, 'BUTTON'],
  );
  useHotkeys(forViews, TYPING);
}

function perform(key: string): void {
  // What is being typed is taken over, or brought into range, as if the field had been left.
  if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur();
  actions.find((action) => action.shortcut === key && action.enabled() === true)?.perform();
}
