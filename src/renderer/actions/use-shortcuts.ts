import { type HotkeyItem, useHotkeys } from '@mantine/hooks';
import { panels } from '../panels';
import { useView } from '../state/view-store';
import { actions } from './actions';

/** Every action's shortcut, and 1–6 for the views. Those that a field could take for typing are left to it. */
const TYPING = ['INPUT', 'TEXTAREA', 'SELECT'];

export function useShortcuts(): void {
  const keys = [...new Set(actions.flatMap((action) => action.shortcut ?? []))];
  const forActions = keys.map(
    (key): HotkeyItem => [key, () => actions.find((each) => each.shortcut === key && each.enabled() === true)?.perform()],
  );
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
