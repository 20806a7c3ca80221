import { SetupError } from './log.mjs';

export const hasDisplay = () => process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

export function requireDisplay() {
  if (hasDisplay()) return;
  throw new SetupError(
    'no display to open a window on (DISPLAY is not set): log in to a desktop, or use a virtual one: "npm run setup" installs it, then "xvfb-run -a npm start"',
  );
}

/** Chromium's sandbox refuses to run as root; only a root start and the tests go without it. */
export const sandboxFlags = () => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);
