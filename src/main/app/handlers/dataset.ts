/** The dataset in use: MNIST as installed, until the user opens another folder. */
import type { DatasetState } from '@shared/contracts/state';
import { errorData } from '@shared/kasane-error';
import { builtInDataset } from '../../datasets/built-in';
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

  let asked = 0;
  /** Which of those asked for is in use. */
  let taken = 0;

  /** What is asked for later stays, whichever check takes longer: MNIST is still being checked when a small folder is opened. */
  async function check(folder: string, takes: (found: DatasetState) => boolean): Promise<DatasetState> {
    asked += 1;
    const own = asked;
    const found = await inspect(folder);
    if (!takes(found)) return found;
    if (own < taken) return current;
    taken = own;
    return set(found);
  }

  return {
    current: () => current,
    checkBuiltIn: () => check(current.folder, () => true),
    openBuiltIn: () => check(builtInDataset(), ({ status }) => status === 'ready'),
    /** Takes the dataset in `folder` if it is sound; gives what was found, and keeps the one before otherwise. */
    open: (folder: string) => check(folder, ({ status }) => status === 'ready'),
  };
}
