/** What the app is and runs on. */
import type { AboutState } from '@shared/contracts/state';
import { license, version } from '../../../package.json';
import { thisMachine } from '../threads/this-machine';

export function aboutKasane(userFolder: string): AboutState {
  // Electron's own only where this runs in it.
  const {
    electron = '–',
    chrome: chromium = '–',
    v8,
    node,
  } = process.versions as Partial<NodeJS.ProcessVersions> & { v8: string; node: string };
  return { version, licence: license, folder: userFolder, ...thisMachine(), electron, chromium, v8, node };
}
