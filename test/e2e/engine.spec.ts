/** The wide engine: taken where it is proved right and faster, refused where it is not, and the same bytes as the narrow one. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import { ensureNode24 } from '../../scripts/setup/node-package.mjs';
import { presetSpec } from '../../src/shared/spec/presets';
import { byLength, isLong } from '../support/length';
import { launchCommand, packaged } from './launch';
import { ended, expect, root, show, test } from './studio';

const hasWideVectors = process.arch === 'x64' && (process.platform !== 'linux' || / avx2\b/.test(readFileSync('/proc/cpuinfo', 'latin1')));

/** A program that runs the command line, and what its environment needs. */
interface Node {
  readonly program: string;
  readonly env?: Readonly<Record<string, string>>;
}
const thisNode: Node = { program: process.execPath };
const electronAsNode: Node = { program: process.env.KASANE_ELECTRON ?? '', env: { ELECTRON_RUN_AS_NODE: '1' } };

/** Finds out anew, whatever was found out before. */
interface Tried {
  readonly engine: string;
  readonly reason: string;
  readonly gflops: { readonly narrow: number; readonly wide: number };
  readonly v8: string;
}

function commandLine({ program, env }: Node, settings: string, build = root) {
  return (...parameters: string[]) => {
    const own = { ...process.env, ...env, XDG_CONFIG_HOME: settings };
    const all = [join(build, 'out/main/cli.js'), ...parameters, '--json'];
    const { status, stdout, stderr } = spawnSync(program, all, { encoding: 'utf8', env: own });
    // V8 says there which flags it does not know.
    expect({ status, complaint: status === 0 ? (/.*flag.*/.exec(stderr)?.[0] ?? '') : stderr }).toEqual({ status: 0, complaint: '' });
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  };
}

/** Small layers of every kind, a few steps of them. */
function shortSpec(folder: string): string {
  const { network, ...spec } = presetSpec('small-cnn');
  const layers = [
    { type: 'conv2d', filters: 16 },
    { type: 'batch-norm' },
    { type: 'relu' },
    { type: 'max-pool' },
    { type: 'conv2d', filters: 24 },
    { type: 'gelu' },
    { type: 'average-pool' },
    { type: 'affine', units: 60 },
    { type: 'sigmoid' },
    { type: 'dropout', ratio: 0.2 },
    { type: 'affine', units: 10 },
  ];
  const short = {
    ...spec,
    network: { ...network, layers },
    data: { ...spec.data, limit: 1500, validation: 0 },
    training: { ...spec.training, batchSize: 50, clipNorm: 1, duration: { unit: 'iterations', count: byLength(20, 200) } },
  };
  const file = join(folder, 'spec.json');
  writeFileSync(file, JSON.stringify(short));
  return file;
}

/** What the run's last checkpoint has to say. */
function bytesOf(kasane: ReturnType<typeof commandLine>, runs: string, spec: string, threads: number): string {
  const { run } = kasane('train', '--spec', spec, '--threads', String(threads), '--runs', runs);
  const checkpoints = join(runs, run, 'checkpoints');
  const last = readdirSync(checkpoints).toSorted().at(-1) ?? '';
  return createHash('sha256')
    .update(readFileSync(join(checkpoints, last)))
    .digest('hex');
}

test('wide vectors are really made, on the command line and in the studio, which names the engine', async ({
  studio: { page, folder, screenshot },
}) => {
  test.skip(!hasWideVectors, 'this processor has none');
  const tried: Tried = commandLine(electronAsNode, folder)('engine');
  expect(tried).toMatchObject({ engine: 'wide' });
  // Were the flags taken and nothing came of them, the wide tiles would be slower.
  expect(tried.gflops.wide / tried.gflops.narrow).toBeGreaterThan(1.3);
  const known = readFileSync(join(folder, 'Kasane', 'engine.json'), 'utf8');
  expect(JSON.parse(known)).toMatchObject([{ v8: tried.v8 }]);

  // In a process of Electron's own, which has proved it by itself: nothing stands in the way of packing there either.
  const answer = await page.evaluate(() => window.kasane.requests.engine());
  expect(answer).toMatchObject({ ok: true, answer: { name: 'wide' } });
  expect(Number(answer.ok && answer.answer.reason.values[0])).toBeGreaterThan(1.3);
  const footer = page.getByRole('contentinfo');
  await expect(footer.getByText('Engine: wide')).toHaveAttribute('title', /^vectors of 256 bits: the same bits, [\d.]+ times as fast$/);
  await screenshot('engine');
});

test('the command line computes on a Node that makes wide vectors, where one is at hand', ({ studio: { folder } }) => {
  test.skip(!hasWideVectors, 'this processor has none');
  const { stdout } = spawnSync(process.execPath, [join(root, 'scripts/run.mjs'), 'kasane', 'engine', '--json'], {
    encoding: 'utf8',
    env: { ...process.env, XDG_CONFIG_HOME: folder },
  });
  expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({ engine: 'wide' });
});

test('where this Node has no revectorizer it says so, and the switch is obeyed', ({ studio: { folder } }) => {
  const asked = (KASANE_ENGINE: string, node = thisNode): Tried =>
    commandLine({ ...node, env: { ...node.env, KASANE_ENGINE } }, folder)('engine');
  if (Number(process.versions.node.split('.')[0]) < 24) {
    expect(asked('auto')).toMatchObject({ engine: 'narrow', reason: expect.stringContaining(`V8 ${process.versions.v8}`) });
  }
  expect(asked('narrow', electronAsNode)).toMatchObject({ engine: 'narrow', reason: 'KASANE_ENGINE asks for it' });
  expect(asked('wide')).toMatchObject({ engine: 'wide', reason: 'KASANE_ENGINE asks for it' });
  const { status, stderr } = spawnSync(thisNode.program, [join(root, 'out/main/cli.js'), 'engine'], {
    encoding: 'utf8',
    env: { ...process.env, KASANE_ENGINE: 'fast' },
  });
  expect({ status, stderr: stderr.trim() }).toEqual({ status: 2, stderr: expect.stringContaining('"fast" is none of narrow, wide, auto') });
});

test('learns the same bytes with either engine, on any Node, with one thread to four', async ({ studio: { folder } }) => {
  const spec = shortSpec(folder);
  const runs = join(folder, 'runs');
  const nodes = [thisNode, electronAsNode, ...(isLong && hasWideVectors ? [{ program: await ensureNode24() }] : [])];
  const found = nodes.flatMap((node) =>
    byLength([1, 3], [1, 2, 3, 4]).map((threads) => bytesOf(commandLine(node, folder), runs, spec, threads)),
  );
  expect(new Set(found).size).toBe(1);
});

test('a wide engine that is wrong is refused, training goes on with the narrow one, and the reason is shown', async ({
  studio: { folder },
}) => {
  test.skip(!hasWideVectors || packaged !== undefined, 'of a build, where wide vectors can be made');
  const build = wrongBuild(folder);
  const wrong = commandLine(electronAsNode, folder, build);
  expect(wrong('engine')).toMatchObject({
    engine: 'narrow',
    reason: expect.stringMatching(/^the wide engine is wrong here: \w+ gives other bits/),
  });
  const spec = shortSpec(folder);
  const runs = join(folder, 'runs');
  expect(bytesOf(wrong, runs, spec, 2)).toBe(bytesOf(commandLine(electronAsNode, folder), runs, spec, 2));

  const app = await _electron.launch(launchCommand(join(folder, 'other user'), [], build));
  try {
    const page = await app.firstWindow();
    await expect(page.getByRole('contentinfo').getByText('Engine: narrow')).toHaveAttribute('title', /^the wide engine is wrong here: /);
    await expect(page.getByText('MNIST (original)')).toBeVisible();
    await page.evaluate(
      async (input) => window.kasane.requests.startTraining({ spec: input, from: 'initial', threads: 1 }),
      JSON.parse(readFileSync(spec, 'utf8')),
    );
    await show(page, 'Train');
    await ended(page);
    const [run = ''] = readdirSync(join(folder, 'other user', 'runs')).filter((name) => !name.startsWith('.'));
    const record = JSON.parse(readFileSync(join(folder, 'other user', 'runs', run, 'run.json'), 'utf8'));
    expect(record.machine).toMatchObject({ engine: 'narrow' });
  } finally {
    await app.close();
  }
});

/** A copy of the build whose wide kernels subtract once where they should add. */
function wrongBuild(folder: string): string {
  const build = join(folder, 'wrong');
  mkdirSync(build);
  for (const part of ['package.json', 'resources', 'out/main', 'out/preload', 'out/renderer'])
    cpSync(join(root, part), join(build, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(build, 'node_modules'));
  const main = join(build, 'out/main');
  let changed = 0;
  for (const name of readdirSync(main).filter((each) => each.endsWith('.js'))) {
    const code = readFileSync(join(main, name), 'utf8');
    const modules = [...code.matchAll(/atob\(["']([\w+/=]{10000,})["']\)/g)].map(([, base64 = '']) => base64);
    const [wide] = modules.toSorted((a, b) => b.length - a.length);
    if (!wide) continue;
    const bytes = Buffer.from(wide, 'base64');
    const add = bytes.lastIndexOf(Buffer.from([0xfd, 0xe4, 0x01]));
    bytes[add + 1] = 0xe5;
    writeFileSync(join(main, name), code.replace(wide, bytes.toString('base64')));
    changed++;
  }
  expect(changed).toBe(1);
  return build;
}

test('an access outside of the memory of kernels ends its process', async ({ studio: { app, folder } }) => {
  test.skip(process.arch !== 'x64' || packaged !== undefined, 'checks are left out on x64; a packaged app runs no other code');
  const said = join(folder, 'said');
  const script = join(folder, 'outside.cjs');
  writeFileSync(
    script,
    `const { appendFileSync, readFileSync } = require('node:fs');
     require('node:v8').setFlagsFromString('--no-wasm-bounds-checks');
     const memory = new WebAssembly.Memory({ initial: 2, maximum: 2, shared: true });
     const compiled = new WebAssembly.Module(readFileSync(${JSON.stringify(join(root, 'out/kernels/kernels-WIDE=0.wasm'))}));
     const { fill } = new WebAssembly.Instance(compiled, { env: { memory } }).exports;
     for (const offset of [0, Number(process.argv[2])]) {
       fill(offset, 16, 1);
       appendFileSync(${JSON.stringify(said)}, offset + ' ');
     }
     process.exit(0);`,
  );
  // Right behind it, in the middle of what an address reaches, and at its end.
  for (const offset of [2 ** 15, 2 ** 28, 2 ** 29 - 300]) {
    writeFileSync(said, '');
    const code = await app.evaluate(
      ({ utilityProcess }, [file, place]) => new Promise<number>((done) => utilityProcess.fork(file, [place]).on('exit', done)),
      [script, String(offset)] as const,
    );
    expect({ offset, said: readFileSync(said, 'utf8'), ended: code !== 0 }).toEqual({ offset, said: '0 ', ended: true });
  }
});

test('every kernel agrees with its definition where wide vectors are made', async () => {
  test.skip(!isLong || !hasWideVectors, 'half a minute');
  const program = await ensureNode24();
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const checks = [
    'test/contracts/engines.test.ts',
    'test/contracts/engine-agreement.test.ts',
    'test/contracts/layer-parity.test.ts',
    'test/shared/nn',
  ];
  const { status, stdout } = spawnSync(program, [vitest, 'run', ...checks], {
    encoding: 'utf8',
    cwd: root,
    env: { ...process.env, KASANE_EXPECT_WIDE: '1' },
  });
  expect(status, stdout.slice(-3000)).toBe(0);
});
