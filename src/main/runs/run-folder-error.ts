import { KasaneError } from '@shared/kasane-error';

/** A run on disk that cannot be read or gone on with. */
export class RunFolderError extends KasaneError {
  override name = 'RunFolderError';
}
