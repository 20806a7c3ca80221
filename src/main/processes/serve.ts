/** The child's side of the channel: its requests as functions. */
import type { Api, FromChild, ToChild } from '@shared/contracts/channel';
import { errorData, KasaneError } from '@shared/kasane-error';
import { Cancelled } from './child';

/** What a request can say and hear while it is worked on. */
export interface RequestContext<Progress> {
  progress(progress: Progress): void;
  /** Aborted, with Cancelled as its reason, where nobody waits any more. */
  readonly signal: AbortSignal;
}

export type RequestFunction<Types extends Api[string]> = (
  input: Types['input'],
  context: RequestContext<Types['progress']>,
) => Promise<Types['answer']> | Types['answer'];

export type RequestFunctions<Requests extends Api> = { readonly [Name in keyof Requests]: RequestFunction<Requests[Name]> };

export interface Port {
  send(message: FromChild): void;
  onMessage(receive: (message: ToChild) => void): void;
}

/** Answers every request by the function of its name. */
export function serve<Requests extends Api>(functions: RequestFunctions<Requests>, port: Port): void {
  const working = new Map<number, AbortController>();

  async function answer(id: number, name: string, input: unknown): Promise<FromChild> {
    const controller = new AbortController();
    working.set(id, controller);
    const context: RequestContext<never> = {
      progress: (progress) => port.send({ type: 'progress', id, progress }),
      signal: controller.signal,
    };
    try {
      const perform = functions[name as keyof Requests] as unknown as RequestFunction<Api[string]> | undefined;
      if (!perform) throw new KasaneError(`there is no request "${name}"`, name);
      return { type: 'answer', id, answer: await perform(input, context) };
    } catch (error) {
      return error instanceof Cancelled ? { type: 'cancelled', id } : { type: 'error', id, error: errorData(error) };
    } finally {
      working.delete(id);
    }
  }

  port.onMessage((message) => {
    if (message.type === 'cancel') working.get(message.id)?.abort(new Cancelled());
    else void answer(message.id, message.name, message.input).then((reply) => port.send(reply));
  });
}
