/** Where runs are kept unless the user says otherwise: the folder the studio keeps its own things in. */
import { homedir } from 'node:os';
import { join } from 'node:path';

/** `runs` in Kasane's folder among the user's settings, as Electron places it; KASANE_RUNS takes its place. */
export function usualRunsFolder(): string {
  if (process.env.KASANE_RUNS) return process.env.KASANE_RUNS;
  return join(settingsFolder(), 'Kasane', 'runs');
}

/** `drawings` beside them: the digits that the user drew and kept. */
export const usualDrawingsFolder = () => join(settingsFolder(), 'Kasane', 'drawings');

/** `datasets` beside them: what was opened, and images that took long to read; KASANE_DATASETS takes its place. */
export const usualDatasetsFolder = () => process.env.KASANE_DATASETS || join(settingsFolder(), 'Kasane', 'datasets');

/** Where the system keeps the settings of its user's programs. */
export function settingsFolder(): string {
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  if (process.platform === 'win32') return process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming');
  return process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config');
}
