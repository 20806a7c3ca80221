import { type HotkeyItem, useHotkeys } from '@mantine/hooks';
import { isEnabled } from '../actions/action';
import { useDragging } from '../views/design/state/dragging';
import { actions } from './menus';

const TYPING = ['INPUT', 'TEXTAREA', 'SELECT'];
/** These keys press the button that has the focus, or choose in a list. */
const PRESSING = ['space'];

/** Every action's shortcuts. Those that a field could take for typing are left to it. */
export function useShortcuts(): void {
  const keys = [...new Set(actions.flatMap((action) => action.shortcuts ?? []))];
  const pressedWith = (test: (key: string) => boolean) => keys.filter(test).map((key): HotkeyItem => [key, () => perform(key)]);
  const yields = (key: string) => takers(key).some((action) => action.yieldsToTyping);
  useHotkeys(
    pressedWith((key) => !yields(key)),
    [],
    true,
  );
  useHotkeys(
    pressedWith((key) => yields(key) && !PRESSING.includes(key)),
    TYPING,
  );
  useHotkeys(
    pressedWith((key) => PRESSING.includes(key)),
    [...TYPING, 'BUTTON'],
  );
}

const takers = (key: string) => actions.filter((action) => action.shortcuts?.includes(key));

function perform(key: string): void {
  if (useDragging.getState().dragging) return; // the keys are the drag's
  // What is being typed is taken over, or brought into range, as if the field had been left.
  const { activeElement } = document;
  if (activeElement instanceof HTMLElement && activeElement.matches('input, textarea')) activeElement.blur();
  takers(key).find(isEnabled)?.perform();
}
