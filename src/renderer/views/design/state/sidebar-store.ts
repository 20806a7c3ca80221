import { create } from 'zustand';

export const inspectorTabs = ['layer', 'optimizer', 'data', 'training'] as const;
export type InspectorTab = (typeof inspectorTabs)[number];

/** Which tab of the inspector is shown. */
export const useInspector = create<{ tab: InspectorTab; show(tab: InspectorTab): void }>((set) => ({
  tab: 'layer',
  show: (tab) => set({ tab }),
}));
