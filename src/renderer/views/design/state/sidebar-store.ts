import { create } from 'zustand';

export const sidebarTabs = ['layer', 'optimizer', 'data', 'training'] as const;
export type SidebarTab = (typeof sidebarTabs)[number];

/** Which tab of the sidebar is shown. */
export const useSidebar = create<{ tab: SidebarTab; show(tab: SidebarTab): void }>((set) => ({
  tab: 'layer',
  show: (tab) => set({ tab }),
}));
