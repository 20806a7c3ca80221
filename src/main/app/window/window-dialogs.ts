/** The system's dialogs, above the studio's window. */
import { type BrowserWindow, dialog } from 'electron';
import type { Dialogs, Filter } from '../dialogs';

const copied = (filters: readonly Filter[]) => filters.map(({ name, extensions }) => ({ name, extensions: [...extensions] }));

/** `openWindow` throws where there is none. */
export const windowDialogs = (openWindow: () => BrowserWindow): Dialogs => ({
  async openFile({ filters }) {
    const { canceled, filePaths } = await dialog.showOpenDialog(openWindow(), { properties: ['openFile'], filters: copied(filters) });
    return canceled ? null : (filePaths[0] ?? null);
  },
  async openFiles() {
    const { canceled, filePaths } = await dialog.showOpenDialog(openWindow(), { properties: ['openFile', 'multiSelections'] });
    return canceled || filePaths.length === 0 ? null : filePaths;
  },
  async openFolder({ canCreate = false } = {}) {
    const properties = canCreate ? (['openDirectory', 'createDirectory'] as const) : (['openDirectory'] as const);
    const { canceled, filePaths } = await dialog.showOpenDialog(openWindow(), { properties: [...properties] });
    return canceled ? null : (filePaths[0] ?? null);
  },
  async saveFile({ suggested, filters }) {
    const { canceled, filePath } = await dialog.showSaveDialog(openWindow(), {
      defaultPath: suggested,
      filters: copied(filters),
      properties: ['showOverwriteConfirmation'],
    });
    return canceled || !filePath ? null : filePath;
  },
});
