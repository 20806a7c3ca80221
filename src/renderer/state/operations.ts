/**
 * What the user has asked for and is at work, and how it ended. Each operation has an id, an action's where it is one: two at
 * once leave each other's progress and notice alone, and the same again takes its own notice back.
 */
import { KasaneError } from '@shared/kasane-error';
import { create } from 'zustand';
import type { Key } from '../words';
import type { Words } from '../words/use-words';

export interface Notice {
  readonly kind: 'success' | 'error';
  /** Said anew when the language changes. */
  text(words: Words): string;
  /** A button with it, such as one that takes back what was done. */
  readonly offer?: { readonly label: Key; perform(): void };
}

export interface OperationNotice extends Notice {
  /** The operation's id. */
  readonly of: string;
}

interface Operations {
  /** How many of each id are at work. */
  readonly running: Readonly<Record<string, number>>;
  /** How operations ended, the last one last. */
  readonly notices: readonly OperationNotice[];
  /** The operation whose notice is being read: it does not go by itself. */
  readonly held: string | null;
}

export const useOperations = create<Operations>(() => ({ running: {}, notices: [], held: null }));

const set = useOperations.setState;

export const isRunning = (id: string): boolean => (useOperations.getState().running[id] ?? 0) > 0;

export const useIsRunning = (id: string): boolean => useOperations(() => isRunning(id));

/** Does the work of an operation, and shows how it ended where there is something to say: its error, if any, does not vanish. */
export async function attempt(id: string, work: () => Promise<Notice | null | undefined>): Promise<void> {
  count(id, 1);
  dismissNotice(id);
  try {
    const notice = await work();
    if (notice) inform(id, notice);
  } catch (error) {
    inform(id, errorNotice(error));
  } finally {
    count(id, -1);
  }
}

/** Resolves when nothing whose id begins so is at work. */
export async function settled(prefix: string): Promise<void> {
  const isAtWork = () => Object.entries(useOperations.getState().running).some(([id, count]) => id.startsWith(prefix) && count > 0);
  if (!isAtWork()) return;
  await new Promise<void>((resolve) => {
    const end = useOperations.subscribe(() => {
      if (isAtWork()) return;
      end();
      resolve();
    });
  });
}

const errorNotice = (error: unknown): Notice => ({
  kind: 'error',
  text: ({ text }) => text(error instanceof KasaneError ? error.phrase : String(error)),
});

export const dismissNotice = (id: string): void => set(({ notices }) => ({ notices: notices.filter(({ of }) => of !== id) }));

export const holdNotice = (id: string | null): void => set({ held: id });

/** Good news goes by itself; bad news stays until it is closed or the same is done again. */
const SUCCESS_MILLISECONDS = 8000;
/** Longer where there is something to decide. */
const OFFER_MILLISECONDS = 20_000;

/** Shows how something went, in the place of what was shown of the same before. */
export function inform(id: string, notice: Notice): void {
  const shown = { ...notice, of: id };
  set(({ notices }) => ({ notices: [...notices.filter(({ of }) => of !== id), shown] }));
  if (notice.kind === 'success') expire(shown, notice.offer ? OFFER_MILLISECONDS : SUCCESS_MILLISECONDS);
}

const expire = (shown: OperationNotice, milliseconds: number): void =>
  void setTimeout(() => {
    if (useOperations.getState().held === shown.of) expire(shown, milliseconds);
    else set(({ notices }) => ({ notices: notices.filter((each) => each !== shown) }));
  }, milliseconds);

const count = (id: string, by: 1 | -1): void => set(({ running }) => ({ running: { ...running, [id]: (running[id] ?? 0) + by } }));
