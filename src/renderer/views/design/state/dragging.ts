import { create } from 'zustand';

/** Whether a layer is being dragged, by pointer or keys; the keys of the stack and of actions are not meant then. */
export const useDragging = create<{ dragging: boolean }>(() => ({ dragging: false }));
