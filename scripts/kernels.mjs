/**
 * The kernel build: a Vite plugin through which `import bytes from './assembly/index.ts?wasm&WIDE=1'` compiles AssemblyScript
 * to WebAssembly SIMD over a shared, imported memory, with the named constants set, and gives its bytes as a Uint8Array; with
 * `&alone`, over a memory of its own kind, which a web page is allowed to have. Build, dev server, tests and benchmark all go
 * through it, so there is no compiled file to go stale; a copy is left in out/kernels/.
 */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import asc from 'assemblyscript/asc';
import { out, root } from './setup/paths.mjs';

const query = /^(?<entry>.*)\?wasm(?<constants>(?:&\w+=\d+)*(?:&alone)?)$/;
const ALONE = 'alone';
// biome-ignore format: one idea a line
const options = [
  '-O3', '--noAssert', '--runtime', 'stub', '--memoryBase', '512',
  '--enable', 'simd', '--importMemory', '--initialMemory', '1', '--maximumMemory', '65536',
];
const shared = ['--enable', 'threads', '--sharedMemory'];

/** `constants`: as in "&WIDE=1" or "&WIDE=0&alone". */
export async function compileKernels(entry, constants) {
  const set = constants.split('&').filter(Boolean);
  const wasm = join(out, 'kernels', `${['kernels', ...set].join('-')}.wasm`);
  mkdirSync(dirname(wasm), { recursive: true });
  const uses = set.filter((constant) => constant !== ALONE).flatMap((constant) => ['--use', constant]);
  const { error, stderr } = await asc.main([
    relative(root, entry),
    '--baseDir',
    root,
    '--outFile',
    relative(root, wasm),
    ...uses,
    ...options,
    ...(set.includes(ALONE) ? [] : shared),
  ]);
  if (error) throw new Error(`the kernels do not compile:\n${stderr.toString()}`);
  return readFileSync(wasm);
}

export function kernels() {
  return {
    name: 'kasane:kernels',
    enforce: 'pre',
    resolveId: {
      filter: { id: query },
      async handler(source, importer) {
        const { entry, constants } = query.exec(source).groups;
        const resolved = await this.resolve(entry, importer, { skipSelf: true });
        return resolved && `\0${resolved.id}?wasm${constants}`;
      },
    },
    load: {
      filter: { id: /^\0.*\?wasm/ },
      async handler(id) {
        const { entry, constants } = query.exec(id.slice(1)).groups;
        const folder = dirname(entry);
        for (const name of readdirSync(folder)) this.addWatchFile(join(folder, name));
        const base64 = (await compileKernels(entry, constants)).toString('base64');
        return `export default Uint8Array.from(atob('${base64}'), (character) => character.charCodeAt(0));`;
      },
    },
  };
}
