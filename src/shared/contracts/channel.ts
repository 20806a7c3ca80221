/**
 * What passes between a process and one that it started, whichever they are: requests with their answers, progress on the
 * way, cancelling. Each process declares the requests it serves (processes.ts) and nothing else.
 */
import type { ErrorData } from '../kasane-error';

/** One request: what it takes, what it tells on the way, what it answers. */
export interface RequestTypes {
  readonly input: unknown;
  readonly progress: unknown;
  readonly answer: unknown;
}

/** The requests of a process, by name. */
export type Api = { readonly [Name in string]: RequestTypes };

/** A request that is answered at once. */
export interface Simple<Input, Answer> {
  readonly input: Input;
  readonly progress: never;
  readonly answer: Answer;
}

/** One that may take long: tells how far it has come, 0 … 1, and can be cancelled. */
export interface Long<Input, Answer> {
  readonly input: Input;
  readonly progress: number;
  readonly answer: Answer;
}

export type ToChild =
  | { readonly type: 'request'; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly type: 'cancel'; readonly id: number };

export type FromChild =
  | { readonly type: 'progress'; readonly id: number; readonly progress: unknown }
  | { readonly type: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly type: 'error'; readonly id: number; readonly error: ErrorData }
  | { readonly type: 'cancelled'; readonly id: number };
