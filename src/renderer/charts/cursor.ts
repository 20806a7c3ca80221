/** What charts that lie one above the other share: the iteration that is read, and the stretch that is looked at. */
import { createContext, useContext } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import type { Domain } from './series';

export interface Cursor {
  /** The iteration under the pointer, or the one that keys have come to. */
  readonly hover: number | null;
  /** The iterations that are shown; null for all. */
  readonly zoom: Domain | null;
  /** From where to where a drag has come. */
  readonly drag: Domain | null;
}

export type CursorStore = StoreApi<Cursor>;
export const createCursor = (): CursorStore => createStore<Cursor>(() => ({ hover: null, zoom: null, drag: null }));

const Context = createContext<CursorStore>(createCursor());
export const CursorProvider = Context.Provider;
export const useCursorStore = () => useContext(Context);
export const useCursor = <Part>(select: (cursor: Cursor) => Part): Part => useStore(useCursorStore(), select);
