import { KasaneError } from '../kasane-error';
import { type Phrase, phrase } from '../phrase';

/** A parameters file that cannot be used: `path` is the place in it. */
export class ParametersError extends KasaneError {
  override name = 'ParametersError';
  constructor(
    path: string,
    /** What is wrong there. */
    readonly problem: Phrase | string,
  ) {
    super(path ? phrase`${path}: ${problem}` : problem, path);
  }
}

/** Puts the file's name before the places in it that `read` finds fault with. */
export function inFile<Result>(file: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw error instanceof ParametersError && !error.path.startsWith(file)
      ? new ParametersError(error.path === '' ? file : `${file}: ${error.path}`, error.problem)
      : error;
  }
}
