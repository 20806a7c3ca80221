import type { Translation } from './en';

/** A view is called what its name in the translations is filed under. */
export type ViewId = keyof Translation['view'];
