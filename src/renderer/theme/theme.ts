import { type CSSVariablesResolver, createTheme, type MantineColorsTuple, Menu } from '@mantine/core';

/** The accent: the one thing to do next, the predicted digit. Shade 5 is the mock-ups' #ff6b4a. */
const vermilion: MantineColorsTuple = [
  '#fff0ec',
  '#ffdfd7',
  '#ffbdae',
  '#ff9880',
  '#ff7f63',
  '#ff6b4a',
  '#f2572f',
  '#c93a17',
  '#b03313',
  '#8f2a10',
];

/** The dark grounds, from the lightest ink to the deepest ground. */
const dark: MantineColorsTuple = [
  '#e9ecf2',
  '#c3c9d5',
  '#9aa3b2',
  '#6d7686',
  '#3a4150',
  '#2d323e',
  '#222630',
  '#1b1e25',
  '#14161b',
  '#0d0f12',
];

const family = "'Inter Variable', 'Noto Sans JP Variable', 'Noto Sans CJK JP', system-ui, sans-serif";

export const theme = createTheme({
  primaryColor: 'vermilion',
  primaryShade: { light: 7, dark: 5 },
  autoContrast: true,
  colors: { vermilion, dark },
  fontFamily: family,
  headings: { fontFamily: family, fontWeight: '600' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // A menu holds menu items only, inside the landmark of what opened it.
    Menu: Menu.extend({ defaultProps: { shadow: 'md', withinPortal: false, withInitialFocusPlaceholder: false } }),
  },
});

/** Mantine's own dimmed text is too faint on our grounds; it becomes the palette's. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { '--mantine-color-dimmed': 'var(--muted)' },
  dark: { '--mantine-color-dimmed': 'var(--muted)' },
});
