import type { Plugin } from 'vite';

/** The exported web page's build as a Vite plugin. */
export function page(options?: { readonly empty?: boolean }): Plugin;
