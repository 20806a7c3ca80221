import { create } from 'zustand';
import type { ViewId } from '../words/view-id';

/** Which view is shown. */
export const useView = create<{ view: ViewId; show(view: ViewId): void }>((set) => ({
  view: 'design',
  show: (view) => set({ view }),
}));
