const names: Record<string, string> = { mod: 'Ctrl', space: 'Space' };
const macNames: Record<string, string> = { mod: '⌘', space: 'Space' };

/** `mod+Enter` as people write it: Ctrl Enter, or ⌘ Enter on a Mac. */
export function shortcutText(shortcut: string, mac = navigator.userAgent.includes('Mac OS')): string {
  return shortcut
    .split('+')
    .map((key) => (mac ? macNames : names)[key] ?? key)
    .join(' ');
}
