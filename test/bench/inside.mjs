/** Runs a script of `inside/`, which uses Kasane's own modules, after bundling it as the app is bundled. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'vite';
import { kernels } from '../../scripts/kernels.mjs';
import { computingNode } from '../../scripts/setup/computing-node.mjs';
import { root } from './kasane-cli.mjs';

const outDir = join(root, 'out', 'bench');
let built;

const bundle = () =>
  build({
    configFile: false,
    logLevel: 'error',
    plugins: [kernels()],
    resolve: { alias: { '@shared': join(root, 'src/shared') } },
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir,
      target: 'node20',
      rolldownOptions: {
        input: {
          ask: join(root, 'test/bench/inside/ask.ts'),
          products: join(root, 'test/bench/inside/products.ts'),
          profile: join(root, 'test/bench/inside/profile.ts'),
          thread: join(root, 'src/main/threads/thread.ts'),
        },
        output: { chunkFileNames: '[name]-[hash].js' },
      },
    },
  });

/** Gives what the script prints. */
export async function inside(script, ...parameters) {
  built ??= bundle();
  await built;
  const { program, env } = computingNode();
  return execFileSync(program, [join(outDir, `${script}.js`), ...parameters], {
    encoding: 'utf8',
    cwd: root,
    env: { ...process.env, ...env },
  });
}
