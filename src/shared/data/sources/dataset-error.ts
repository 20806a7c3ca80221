import { KasaneError } from '../../kasane-error';
import { type Phrase, phrase } from '../../phrase';

/** Images that cannot be read, or are not what they promise to be. */
export class DatasetError extends KasaneError {
  override name = 'DatasetError';
  constructor(
    file: string,
    /** Without the place. */
    readonly problem: Phrase | string,
  ) {
    super(phrase`${file}: ${problem}`, file);
  }
}
