const names: Record<string, string> = {
  mod: 'Ctrl',
  shift: 'Shift',
  alt: 'Alt',
  space: 'Space',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Delete: 'Del',
  Insert: 'Ins',
  '[plus]': '+',
};
const macNames: Record<string, string> = { ...names, mod: '⌘', shift: '⇧', alt: '⌥' };

/** `mod+Enter` as people write it: Ctrl Enter, or ⌘ Enter on a Mac. */
export function shortcutText(shortcut: string, mac = navigator.userAgent.includes('Mac OS')): string {
  return shortcut
    .split('+')
    .map((key) => (mac ? macNames : names)[key] ?? key)
    .join(' ');
}

const ariaNames: Record<string, string> = { mod: 'Control', shift: 'Shift', alt: 'Alt', space: 'Space', '[plus]': 'Plus' };

/** In the form of aria-keyshortcuts. */
export const keyShortcuts = (shortcuts: readonly string[]) =>
  shortcuts
    .map((shortcut) =>
      shortcut
        .split('+')
        .map((key) => ariaNames[key] ?? key)
        .join('+'),
    )
    .join(' ');
