import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '..', '..');
export const modules = join(root, 'node_modules');
/** Everything a build makes; thrown away by deleting the folder. */
export const out = join(root, 'out');
export const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'kasane');
/** A program that a dependency brings. */
export const bin = (name) => join(modules, '.bin', name);
