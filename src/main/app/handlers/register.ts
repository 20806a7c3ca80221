/** Puts handlers behind the contract: checks the sender, parses the input, and turns errors into data. */
import { requestChannel } from '@shared/contracts/channels';
import { type Reply, type RequestName, requests } from '@shared/contracts/requests';
import { errorData, KasaneError } from '@shared/kasane-error';
import { phrase } from '@shared/phrase';
import { problemOf } from '@shared/spec/issue-text';
import { ipcMain, type WebFrameMain } from 'electron';
import type { z } from 'zod';
import { Cancelled } from '../../processes/child';
import type { Handlers } from './handlers';

export function registerHandlers(handlers: Handlers, isTrusted: (frame: WebFrameMain | null) => boolean): void {
  for (const name of Object.keys(requests) as RequestName[]) {
    // Input and handler belong to the same name; the compiler cannot follow that through an index.
    const handle = handlers[name] as (input: unknown) => unknown;
    ipcMain.handle(requestChannel(name), async ({ senderFrame }, input: unknown): Promise<Reply<unknown>> => {
      try {
        if (!isTrusted(senderFrame)) throw new KasaneError(`${name}: refused, for it does not come from the studio`, name);
        const parsed = requests[name].input.safeParse(input);
        if (!parsed.success) throw inputError(parsed.error.issues, input);
        return { ok: true, answer: await handle(parsed.data) };
      } catch (error) {
        if (!(error instanceof KasaneError || error instanceof Cancelled)) console.error(error);
        return { ok: false, error: errorData(error) };
      }
    });
  }
}

function inputError([issue]: readonly z.core.$ZodIssue[], input: unknown): KasaneError {
  if (!issue) return new KasaneError('the input is not understood');
  const { text, path } = problemOf(issue, input);
  return new KasaneError(phrase`${path}: ${text}`, path);
}

/** Whether a frame is the main frame of a page of the studio. */
export const fromStudio = (origin: string) => (frame: WebFrameMain | null) =>
  frame !== null && frame.parent === null && URL.canParse(frame.url) && frame.url.startsWith(`${origin}/`);
