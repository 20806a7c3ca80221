/** The studio's side of the contract: each request as a function whose promise rejects with the error of the other side. */
import type { EventName, Events, fileRequests, RawRequestInput, Reply, RequestAnswer, RequestName } from '@shared/contracts/requests';
import { errorFrom } from '@shared/kasane-error';

interface Bridge {
  readonly requests: { readonly [Name in RequestName]: (input?: unknown) => Promise<Reply<RequestAnswer<Name>>> };
  on<Name extends EventName>(name: Name, listener: (content: Events[Name]) => void): () => void;
}

declare global {
  interface Window {
    readonly kasane: Bridge;
  }
}

export async function request<Name extends RequestName>(
  name: Name,
  ...[input]: RawRequestInput<Name> extends undefined ? [] : [RawRequestInput<Name>]
): Promise<RequestAnswer<Name>> {
  const reply = await window.kasane.requests[name](input);
  if (!reply.ok) throw errorFrom(reply.error);
  return reply.answer;
}

/** The same of what takes files: the bridge finds their paths. */
export async function requestOfFiles<Name extends (typeof fileRequests)[number]>(
  name: Name,
  files: readonly File[],
  input: Omit<RawRequestInput<Name>, 'paths'>,
): Promise<RequestAnswer<Name>> {
  const reply = await window.kasane.requests[name]({ ...input, files: [...files] });
  if (!reply.ok) throw errorFrom(reply.error);
  return reply.answer;
}

export const listen = <Name extends EventName>(name: Name, listener: (content: Events[Name]) => void) => window.kasane.on(name, listener);
