import { say } from '@shared/phrase';
import { expect, it } from 'vitest';
import { revectorizerFlags } from '../../../src/main/engine/revectorizer';

const x64 = { architecture: 'x64', avx2: true };
const said = (v8: string, processor: Parameters<typeof revectorizerFlags>[1]) => {
  const found = revectorizerFlags(v8, processor);
  return 'template' in found ? say(found) : found.filter((flag) => !['no-liftoff', 'no-wasm-lazy-compilation'].includes(flag));
};

it.each([
  // Node 20, 22, Electron 33, Node 24, Node 26, one that is not there yet
  ['11.3.244.8-node.38', /^V8 11\.3\.244\.8-node\.38 cannot make wide vectors/],
  ['12.4.254.21-node.33', /^V8 12\.4/],
  ['13.0.245.19-electron.0', ['experimental-wasm-revectorize', 'turboshaft-wasm']],
  ['13.6.233.17-node.53', ['experimental-wasm-revectorize', 'no-wasm-inlining']],
  ['14.6.202.34-node.40', ['experimental-wasm-revectorize', 'no-wasm-inlining']],
  ['20.1.5', ['experimental-wasm-revectorize', 'no-wasm-inlining']],
])('asks V8 %s for what it knows', (v8, expected) => {
  if (expected instanceof RegExp) expect(said(v8, x64)).toMatch(expected);
  else expect(said(v8, x64)).toEqual(expected);
});

it('asks for nothing where the processor has no such vectors', () => {
  expect(said('13.6.233.17', { architecture: 'arm64', avx2: null })).toMatch(/^the processor is arm64; only x64/);
  expect(said('13.6.233.17', { architecture: 'x64', avx2: false })).toBe('the processor has no AVX2');
  expect(said('13.6.233.17', { architecture: 'x64', avx2: null })).toContain('experimental-wasm-revectorize');
});
