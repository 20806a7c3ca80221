/**
 * Everything a person can do, each once, as an object: buttons, shortcuts, menus and the command palette all perform these.
 */
import type { Phrase } from '@shared/phrase';
import type { Icon } from '@tabler/icons-react';
import { type Context, currentContext } from '../state/context';
import { isRunning } from '../state/operations';
import type { Key } from '../words';
import type { Words } from '../words/use-words';

export type Enabled = true | Key | Phrase | ((words: Words) => string);

export interface Action {
  readonly id: string;
  readonly label: Key | ((words: Words, context: Context) => string);
  readonly Icon: Icon;
  /** In the form of Mantine's hotkeys: `mod+Enter`. The first one is shown. */
  readonly shortcuts?: readonly string[];
  /** Whether its shortcut is left to a field that is being typed in. */
  readonly yieldsToTyping?: boolean;
  /** True, or why it is not to be had as things stand. */
  enabled(context: Context): Enabled;
  perform(): void;
}

export const always = () => true as const;

export const labelOf = ({ label }: Action, words: Words, context: Context): string =>
  typeof label === 'function' ? label(words, context) : words.t(label);

/** Why an action is not to be had; null where it is. */
export function reasonOf(action: Action, words: Words, context: Context): string | null {
  const enabled = action.enabled(context);
  if (enabled === true) return null;
  if (typeof enabled === 'function') return enabled(words);
  return typeof enabled === 'string' ? words.t(enabled) : words.text(enabled);
}

export const isEnabled = (action: Action): boolean => action.enabled(currentContext()) === true;

/** Not again while it is still at work, as after a double click. */
export function performIfEnabled(action: Action): void {
  if (isEnabled(action) && !isRunning(action.id)) action.perform();
}
