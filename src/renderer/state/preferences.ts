/** What the user set once for this machine, kept across sessions. */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

interface Preferences {
  /** Threads that train; null for one a core. */
  threads: number | null;
  scheme: 'auto' | 'light' | 'dark';
}

export const usePreferences = create<Preferences>()(
  persist((): Preferences => ({ threads: null, scheme: 'auto' }), { name: 'kasane-preferences', version: 1 }),
);
