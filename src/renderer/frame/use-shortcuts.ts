import { type HotkeyItem, useHotkeys } from '@mantine/hooks';
import { type Action, isEnabled, performIfEnabled } from '../actions/action';
import { useDragging } from '../views/design/state/dragging';
import { actions } from './menus';

const TYPING = ['INPUT', 'TEXTAREA', 'SELECT'];
/** These keys press the button that has the focus, or choose in a list. */
const PRESSING = ['space'];

/** Every action's shortcuts. Those that a field could take for typing are left to it. */
export function useShortcuts(): void {
  const keys = [...new Set(actions.flatMap((action) => action.shortcuts ?? []))];
  const pressedWith = (test: (key: string) => boolean) => keys.filter(test).map((key): HotkeyItem => [key, (event) => perform(key, event)]);
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

/** What a key did when it was pressed; held down, it does the same again and nothing else: space does not pause and resume in turn. */
let pressed: Action | undefined;

function perform(key: string, { repeat }: KeyboardEvent): void {
  if (useDragging.getState().dragging) return; // the keys are the drag's
  // What is being typed is taken over, as if the field had been left.
  const { activeElement } = document;
  if (activeElement instanceof HTMLElement && activeElement.matches('input, textarea')) activeElement.blur();
  const action = takers(key).find(isEnabled);
  if (!repeat) pressed = action;
  if (action && action === pressed) performIfEnabled(action);
}
