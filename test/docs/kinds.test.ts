import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { kindsDocument } from './kinds-document';

it('docs/kinds.md tells what the source says; “npm run docs” brings it up to date', async () => {
  await expect(kindsDocument()).toMatchFileSnapshot(resolve(import.meta.dirname, '../../docs/kinds.md'));
});
