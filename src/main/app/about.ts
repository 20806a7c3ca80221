/** What the app is and runs on. */
import type { AboutState, EngineState } from '@shared/contracts/state';
import { license, version } from '../../../package.json';
import { thisProcessor } from '../threads/this-machine';

export function aboutKasane(userFolder: string, engine: EngineState | null): AboutState {
  // Electron's own only where this runs in it.
  const {
    electron = '–',
    chrome: chromium = '–',
    v8,
    node,
  } = process.versions as Partial<NodeJS.ProcessVersions> & { v8: string; node: string };
  return { version, licence: license, folder: userFolder, processor: thisProcessor(), engine, electron, chromium, v8, node };
}
