import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kasane, root } from './kasane-cli.mjs';

const ITERATIONS = 100;

/** The Accurate CNN for a while, with its augmentation and without, one after the other: what augmentation costs. */
export function augmentation() {
  const folder = mkdtempSync(join(tmpdir(), 'kasane-bench-'));
  const preset = execFileSync(process.execPath, [join(root, 'out/main/cli.js'), 'spec', '--preset', 'accurate-cnn'], { encoding: 'utf8' });
  const spec = JSON.parse(preset);
  spec.data.limit = 20_000;
  spec.data.validation = 1000;
  spec.training.duration = { unit: 'iterations', count: ITERATIONS };
  const secondsWith = (kinds) => {
    const file = join(folder, 'spec.json');
    writeFileSync(file, JSON.stringify({ ...spec, data: { ...spec.data, augmentation: kinds } }));
    return kasane('train', '--spec', file, '--threads', '2').result.seconds;
  };
  const plain = secondsWith([]);
  const augmented = secondsWith(spec.data.augmentation);
  rmSync(folder, { recursive: true, force: true });
  return {
    [`accurate-cnn, ${ITERATIONS} iterations, s`]: plain,
    'the same with its augmentation, s': augmented,
    'time of augmented training divided by that of plain': augmented / plain,
  };
}
