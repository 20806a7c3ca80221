/**
 * The web page that networks are exported into: a Vite plugin through which `import { script, style } from '…/page/index.ts?page'`
 * bundles the page's own program and style sheet, minified, with their SHA-256 for its content security policy. Whatever builds or
 * tests the export goes through it, so there is no bundle to go stale.
 */
import { createHash } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { build } from 'vite';
import { kernels } from './kernels.mjs';

const QUERY = '?page';
/** The oldest browsers that have all it uses: WebAssembly SIMD, and compiling it by policy. */
const target = ['chrome109', 'firefox115'];

const hash = (text) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

/** Nothing in it ends the element that it stands in. */
const inScript = (text) => text.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');

export async function bundlePage(entry) {
  // By the entry: where this file is, a bundled configuration does not know.
  const source = resolve(dirname(entry), '..');
  const { output } = await build({
    configFile: false,
    logLevel: 'error',
    root: dirname(source),
    plugins: [kernels()],
    resolve: {
      alias: [
        { find: '@browser', replacement: resolve(source, 'browser') },
        { find: '@shared', replacement: resolve(source, 'shared') },
        { find: /^fflate$/, replacement: 'fflate/browser' },
      ],
    },
    build: {
      write: false,
      target,
      modulePreload: false,
      cssCodeSplit: false,
      rolldownOptions: { input: entry, output: { format: 'iife', codeSplitting: false } },
    },
  });
  const script = inScript(output.find(({ type }) => type === 'chunk').code.trim());
  const style = String(output.find(({ fileName }) => fileName.endsWith('.css')).source).trim();
  return { script, style, modules: output.flatMap((each) => each.moduleIds ?? []) };
}

/** `empty`: nothing of it, for who only lists what there is to export into. */
export function page({ empty = false } = {}) {
  return {
    name: 'kasane:page',
    enforce: 'pre',
    resolveId: {
      filter: { id: /\?page$/ },
      async handler(source, importer) {
        const resolved = await this.resolve(source.slice(0, -QUERY.length), importer, { skipSelf: true });
        return resolved && `\0${resolved.id}${QUERY}`;
      },
    },
    load: {
      filter: { id: /^\0.*\?page$/ },
      handler,
    },
  };

  async function handler(id) {
    const { script, style, modules } = empty ? { script: '', style: '', modules: [] } : await bundlePage(id.slice(1, -QUERY.length));
    for (const module of modules) if (module.startsWith('/')) this.addWatchFile(module);
    const content = { script, style, scriptHash: hash(script), styleHash: hash(style) };
    return Object.entries(content)
      .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
      .join('\n');
  }
}
