import { KasaneError } from '@shared/kasane-error';

/** A run on disk that cannot be read or resumed. */
export class RunFolderError extends KasaneError {
  override name = 'RunFolderError';
}
