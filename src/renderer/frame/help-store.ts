import { create } from 'zustand';

/** Which of the dialogs about Kasane itself is open. */
export const useHelp = create<{ readonly open: 'help' | 'about' | null }>(() => ({ open: null }));

export const closeHelp = (): void => useHelp.setState({ open: null });
