/** Dark or light, as the preferences have it. */
import { isMantineColorScheme, type MantineColorSchemeManager } from '@mantine/core';
import { usePreferences } from './preferences';

/** Lets Mantine read and follow the preferences. */
export function schemeManager(): MantineColorSchemeManager {
  let leave: (() => void) | undefined;
  return {
    get: () => usePreferences.getState().scheme,
    set: (scheme) => usePreferences.setState({ scheme }),
    subscribe(onUpdate) {
      leave = usePreferences.subscribe(({ scheme }, before) => {
        if (scheme !== before.scheme && isMantineColorScheme(scheme)) onUpdate(scheme);
      });
    },
    unsubscribe: () => leave?.(),
    clear: () => usePreferences.setState({ scheme: 'auto' }),
  };
}

/** From what is seen to the other. */
export function toggleScheme(): void {
  const dark = document.documentElement.dataset.mantineColorScheme === 'dark';
  usePreferences.setState({ scheme: dark ? 'light' : 'dark' });
}
