import { create } from 'zustand';

export const sidebarTabs = ['layer', 'optimizer', 'data', 'training', 'code'] as const;
export type SidebarTab = (typeof sidebarTabs)[number];

/** Which tab of the sidebar is shown, and in which framework's words the code. */
export const useSidebar = create<{ tab: SidebarTab; framework: string; show(tab: SidebarTab): void }>((set) => ({
  tab: 'layer',
  framework: 'numpy',
  show: (tab) => set({ tab }),
}));
