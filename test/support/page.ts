/** The page without its window: a bridge that a test answers by, and events that it sends. */
import type { EventName, Events, RequestName } from '@shared/contracts/requests';
import { errorData } from '@shared/kasane-error';

type Answer = (input: unknown) => unknown;

export interface ScriptedBridge {
  /** What was asked, in order. */
  readonly asked: { readonly name: RequestName; readonly input: unknown }[];
  /** What each request is answered with; one without an answer is refused. */
  readonly answers: Partial<Record<RequestName, Answer>>;
  send<Name extends EventName>(name: Name, content: Events[Name]): void;
}

/** Replaces `window` for the stores. Dispatch events such as `focus` on it. */
export function scriptedBridge(answers: ScriptedBridge['answers'] = {}): ScriptedBridge {
  const asked: { name: RequestName; input: unknown }[] = [];
  const listeners = new Map<string, ((content: never) => void)[]>();
  const requests = new Proxy({} as Record<string, (input: unknown) => Promise<unknown>>, {
    get: (_, name: string) => async (input: unknown) => {
      asked.push({ name: name as RequestName, input });
      try {
        const answer = answers[name as RequestName];
        if (!answer) throw new Error(`nobody answers ${name}`);
        return { ok: true, answer: await answer(input) };
      } catch (error) {
        return { ok: false, error: errorData(error) };
      }
    },
  });
  const on = (name: string, listener: (content: never) => void) => {
    listeners.set(name, [...(listeners.get(name) ?? []), listener]);
    return () => undefined;
  };
  const window = Object.assign(new EventTarget(), { kasane: { requests, on } });
  Object.assign(globalThis, { window, document: { activeElement: null }, addEventListener: window.addEventListener.bind(window) });
  return {
    asked,
    answers,
    send(name, content) {
      for (const listener of listeners.get(name) ?? []) listener(content as never);
    },
  };
}
