/** The dataset in use: MNIST as installed, until the user opens another folder. */
import type { DatasetState } from '@shared/contracts/state';
import { errorData } from '@shared/kasane-error';
import { builtInDataset } from '../../datasets/find-dataset';
import type { Inspector } from '../inspector';

export function createDatasetHolder(inspector: Inspector, onChange: (state: DatasetState) => void) {
  let current: DatasetState = { status: 'checking', folder: builtInDataset() };

  function set(state: DatasetState): DatasetState {
    current = state;
    onChange(state);
    return state;
  }

  async function inspect(folder: string): Promise<DatasetState> {
    try {
      return { status: 'ready', folder, ...(await inspector.request('inspectDataset', { folder })) };
    } catch (error) {
      return { status: 'failed', folder, error: errorData(error) };
    }
  }

  return {
    current: () => current,
    checkBuiltIn: async () => set(await inspect(current.folder)),
    /** Takes the dataset in `folder` if it is sound; gives what was found, and keeps the one before otherwise. */
    async open(folder: string): Promise<DatasetState> {
      const found = await inspect(folder);
      return found.status === 'ready' ? set(found) : found;
    },
  };
}
