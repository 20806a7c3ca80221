/**
 * An error whose message is written for the person using Kasane: one line with place, value and remedy. The command
 * line prints it, the studio shows it in its own language; any other error is a defect of Kasane itself.
 */
import { type Phrase, say, words } from './phrase';

export class KasaneError extends Error {
  override name = 'KasaneError';
  /** What the message says, ready to be translated. */
  readonly phrase: Phrase;
  constructor(
    message: string | Phrase,
    /** The place in what was given: `network.layers[3].units`, `W1[0]`, a file. */
    readonly path: string = '',
  ) {
    super(typeof message === 'string' ? message : say(message));
    this.phrase = typeof message === 'string' ? words(message) : message;
  }
}

/** An error as it crosses a process border, where only plain data survives. */
export interface ErrorData {
  readonly name: string;
  readonly message: string;
  readonly path: string;
  /** The message, ready to be translated; not of a defect. */
  readonly phrase?: Phrase;
}

export function errorData(error: unknown): ErrorData {
  if (error instanceof KasaneError) return { name: error.name, message: error.message, path: error.path, phrase: error.phrase };
  if (error instanceof Error) return { name: error.name, message: error.message, path: '' };
  return { name: 'Error', message: String(error), path: '' };
}

/** The same error on the other side. */
export function errorFrom({ name, message, path, phrase = words(message) }: ErrorData): KasaneError {
  const error = new KasaneError(phrase, path);
  error.name = name;
  return error;
}
