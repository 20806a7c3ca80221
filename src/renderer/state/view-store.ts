import { create } from 'zustand';
import type { ViewId } from '../panels';

/** Which view is shown. Train is the one that can do something on a first start. */
export const useView = create<{ view: ViewId; show(view: ViewId): void }>((set) => ({
  view: 'train',
  show: (view) => set({ view }),
}));
