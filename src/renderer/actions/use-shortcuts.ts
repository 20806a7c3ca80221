import { type HotkeyItem, useHotkeys } from '@mantine/hooks';
import { panels } from '../panels';
import { useView } from '../state/view-store';
import { actions } from './actions';

/** Every action's shortcut, and 1–6 for the views. Typing in a field triggers none of them. */
export function useShortcuts(): void {
  const keys = [...new Set(actions.flatMap((action) => action.shortcut ?? []))];
  const forActions = keys.map(
    (key): HotkeyItem => [key, () => actions.find((each) => each.shortcut === key && each.enabled() === true)?.perform()],
  );
  const forViews = panels.map(({ id }, index): HotkeyItem => [String(index + 1), () => useView.getState().show(id)]);
  useHotkeys([...forActions, ...forViews]);
}
