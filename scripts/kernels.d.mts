import type { Plugin } from 'vite';

/** The kernel build as a Vite plugin. */
export function kernels(): Plugin;
