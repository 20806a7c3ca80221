/**
 * The kernel build: a Vite plugin through which `import bytes from './assembly/index.ts?wasm'` compiles AssemblyScript to
 * WebAssembly SIMD over a shared, imported memory, and gives its bytes as a Uint8Array. Build, dev server, tests and
 * benchmark all go through it, so there is no compiled file to go stale; a copy is left in out/kernels/ to look at.
 */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import asc from 'assemblyscript/asc';
import { out, root } from './setup/paths.mjs';

const suffix = '?wasm';
// biome-ignore format: one idea a line
const options = [
  '-O3', '--noAssert', '--runtime', 'stub',
  '--enable', 'simd', '--enable', 'threads',
  '--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536',
];

async function compile(entry) {
  const wasm = join(out, 'kernels', `${basename(dirname(dirname(entry)))}.wasm`);
  mkdirSync(dirname(wasm), { recursive: true });
  const parameters = [relative(root, entry), '--baseDir', root, '--outFile', relative(root, wasm), ...options];
  const { error, stderr } = await asc.main(parameters);
  if (error) throw new Error(`the kernels do not compile:\n${stderr.toString()}`);
  return readFileSync(wasm);
}

export function kernels() {
  return {
    name: 'kasane:kernels',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (!source.endsWith(suffix)) return null;
      const resolved = await this.resolve(source.slice(0, -suffix.length), importer, { skipSelf: true });
      return resolved && `\0${resolved.id}${suffix}`;
    },
    async load(id) {
      if (!id.startsWith('\0') || !id.endsWith(suffix)) return null;
      const entry = id.slice(1, -suffix.length);
      for (const name of readdirSync(dirname(entry))) this.addWatchFile(join(dirname(entry), name));
      const base64 = (await compile(entry)).toString('base64');
      return `export default Uint8Array.from(atob('${base64}'), (character) => character.charCodeAt(0));`;
    },
  };
}
