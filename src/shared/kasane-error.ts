/**
 * An error whose message is written for the person using Kasane: one line with place, value and remedy. The command
 * line prints it, the studio shows it; any other error is a defect of Kasane itself.
 */
export class KasaneError extends Error {
  override name = 'KasaneError';
  constructor(
    message: string,
    /** The place in what was given: `network.layers[3].units`, `W1[0]`, a file. */
    readonly path: string = '',
  ) {
    super(message);
  }
}

/** An error as it crosses a process border, where only plain data survives. */
export interface ErrorData {
  readonly name: string;
  readonly message: string;
  readonly path: string;
}

export function errorData(error: unknown): ErrorData {
  if (error instanceof KasaneError) return { name: error.name, message: error.message, path: error.path };
  if (error instanceof Error) return { name: error.name, message: error.message, path: '' };
  return { name: 'Error', message: String(error), path: '' };
}

/** The same error on the other side. */
export function errorFrom({ name, message, path }: ErrorData): KasaneError {
  const error = new KasaneError(message, path);
  error.name = name;
  return error;
}
