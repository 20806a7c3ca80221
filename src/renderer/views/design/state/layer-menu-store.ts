import { create } from 'zustand';

interface LayerMenuStore {
  /** The place in the stack that the menu of layers is open for; null while it is closed. */
  readonly place: number | null;
  readonly at: { readonly x: number; readonly y: number } | null;
  open(place: number, beside: Element): void;
  close(): void;
}

export const useLayerMenu = create<LayerMenuStore>((set) => ({
  place: null,
  at: null,
  open(place, beside) {
    const { right, top } = beside.getBoundingClientRect();
    set({ place, at: { x: right, y: top } });
  },
  close: () => set({ place: null }),
}));
