import { inside } from './inside.mjs';

/** The products of training steps on one core, narrow and wide. */
export async function products() {
  return JSON.parse(await inside('products'));
}
