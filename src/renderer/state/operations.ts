/**
 * What the user has asked for and is at work, and how it ended. Each operation has an id, an action's where it is one: two at
 * once leave each other's progress and notice alone, and the same again takes its own notice back.
 */
import { KasaneError } from '@shared/kasane-error';
import { create } from 'zustand';
import type { Words } from '../words/use-words';

export interface Notice {
  readonly kind: 'success' | 'error';
  /** Said anew when the language changes. */
  text(words: Words): string;
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
}

export const useOperations = create<Operations>(() => ({ running: {}, notices: [] }));

const set = useOperations.setState;

export const useIsRunning = (id: string): boolean => useOperations(({ running }) => (running[id] ?? 0) > 0);

/** Does the work of an operation, and shows how it ended where there is something to say: its error, if any, does not vanish. */
export async function attempt(id: string, work: () => Promise<Notice | null | undefined>): Promise<void> {
  count(id, 1);
  dismissNotice(id);
  try {
    const notice = await work();
    if (notice) show(id, notice);
  } catch (error) {
    show(id, errorNotice(error));
  } finally {
    count(id, -1);
  }
}

const errorNotice = (error: unknown): Notice => ({
  kind: 'error',
  text: ({ text }) => text(error instanceof KasaneError ? error.phrase : String(error)),
});

export const dismissNotice = (id: string): void => set(({ notices }) => ({ notices: notices.filter(({ of }) => of !== id) }));

/** Good news goes by itself; bad news stays until it is closed or the same is done again. */
const SUCCESS_MILLISECONDS = 8000;

function show(id: string, notice: Notice): void {
  const shown = { ...notice, of: id };
  set(({ notices }) => ({ notices: [...notices.filter(({ of }) => of !== id), shown] }));
  if (notice.kind === 'error') return;
  setTimeout(() => set(({ notices }) => ({ notices: notices.filter((each) => each !== shown) })), SUCCESS_MILLISECONDS);
}

const count = (id: string, by: 1 | -1): void => set(({ running }) => ({ running: { ...running, [id]: (running[id] ?? 0) + by } }));
