/** Types, layer by layer: each has a tsconfig that knows no more than the layer may. */
import { join } from 'node:path';
import { command } from './setup/command.mjs';
import { bin, root } from './setup/paths.mjs';

const layers = ['src/shared', 'src/main', 'src/browser', 'src/page', 'src/renderer', 'test', 'scripts'];

/** Gives how many layers have sound types, and how many have not. */
export async function typecheck() {
  let failed = 0;
  for (const layer of layers) {
    const { code } = await command(bin('tsc'), ['--noEmit', '-p', join(root, layer)], { stdio: 'inherit' });
    if (code !== 0) failed += 1;
  }
  return { passed: layers.length - failed, failed };
}
