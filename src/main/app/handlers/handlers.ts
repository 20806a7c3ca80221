/** What answers the page's requests, one function a request. */
import type { RequestAnswer, RequestInput, RequestName } from '@shared/contracts/requests';

export type Handlers = {
  [Name in RequestName]: (input: RequestInput<Name>) => Promise<RequestAnswer<Name>> | RequestAnswer<Name>;
};

/** Some of them, of the contract's types; which ones they are is not listed again. */
export const someHandlers = <Name extends keyof Handlers>(handlers: Pick<Handlers, Name>): Pick<Handlers, Name> => handlers;
