/** What the user set once for this machine, kept across sessions. */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

interface Preferences {
  /** Threads that train; null for one a core. */
  threads: number | null;
  scheme: 'auto' | 'light' | 'dark';
  /** How many times longer the last run took than was measured beforehand, beside the drawing of the window and all else. */
  slowdown: number;
}

export const usePreferences = create<Preferences>()(
  persist((): Preferences => ({ threads: null, scheme: 'auto', slowdown: 1 }), { name: 'kasane-preferences', version: 1 }),
);
