/**
 * `npm run model`: trains the network that Kasane comes with, on MNIST and on digits made for it (made-digits.ts), and puts it
 * into resources/models, with the command, the seed, its accuracy and the checksum of its parameters. The same command gives the
 * same bytes.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { command } from '../setup/command.mjs';
import { out, root } from '../setup/paths.mjs';

const PRESET = 'accurate-cnn';
const SEED = 1;
/** Fewer than the preset's, of more images: as many steps. */
const EPOCHS = 24;
/** Images that the preset holds back. */
const VALIDATION = 10_000;

const runs = mkdtempSync(join(tmpdir(), 'kasane-model-'));
const drawings = join(runs, 'made-digits');
const parameters = ['train', '--preset', PRESET, '--epochs', String(EPOCHS), '--seed', String(SEED), '--drawings', drawings];
try {
  const { writeMadeDigits } = await bundled(join(root, 'scripts', 'model', 'write-made-digits.ts'));
  const made = await writeMadeDigits(drawings, { seed: SEED, validation: VALIDATION });
  console.log(`${made} digits were made to train on as well`);
  const { code, stdout, stderr } = await command(process.execPath, [join(out, 'main', 'cli.js'), ...parameters, '--runs', runs, '--json']);
  if (code !== 0) {
    console.error(stderr);
    process.exit(code);
  }
  const { iterations, testAccuracy, run } = JSON.parse(stdout.trim().split('\n').at(-1));
  const model = join(root, 'resources', 'models', PRESET);
  mkdirSync(model, { recursive: true });
  copyFileSync(join(runs, run, 'parameters.safetensors'), join(model, 'parameters.safetensors'));
  const { app, spec } = JSON.parse(readFileSync(join(runs, run, 'run.json'), 'utf8'));
  const record = {
    version: 1,
    command: `kasane ${parameters.join(' ').replace(drawings, 'made-digits')}`,
    app,
    seed: SEED,
    iteration: iterations,
    testAccuracy,
    sha256: createHash('sha256')
      .update(readFileSync(join(model, 'parameters.safetensors')))
      .digest('hex'),
    spec,
  };
  writeFileSync(join(model, 'model.json'), `${JSON.stringify(record, null, 2)}\n`);
  console.log(`${PRESET}: ${(100 * testAccuracy).toFixed(2)} % of the test images, sha256 ${record.sha256}`);
} finally {
  rmSync(runs, { recursive: true, force: true });
}

/** A module of the app's sources, built as the app is: run from them it takes three times as long. */
async function bundled(entry) {
  const folder = join(out, 'model');
  await build({
    ...{ root, configFile: false, logLevel: 'error' },
    resolve: { alias: [{ find: '@shared', replacement: join(root, 'src', 'shared') }] },
    build: { ssr: entry, outDir: folder, emptyOutDir: true, target: 'node20' },
  });
  return import(pathToFileURL(join(folder, 'write-made-digits.js')).href);
}
