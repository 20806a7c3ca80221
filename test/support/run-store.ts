import { cpSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';

/** Copies of a run under those names in a store of their own within `folder`, so that tests do not meet. Gives the store. */
export function storeOf(folder: string, run: string, names: readonly string[]): string {
  const place = mkdtempSync(join(folder, 'store-'));
  for (const name of names) cpSync(run, join(place, name), { recursive: true });
  return place;
}
