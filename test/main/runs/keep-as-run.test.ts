import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluated } from '@shared/exchange/networks/export-parameters';
import { engine } from '@shared/kernels/engines';
import { presetSpec } from '@shared/spec/presets';
import type { Evaluation } from '@shared/training/evaluation';
import { soloTeam } from '@shared/training/team';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtInDataset } from '../../../src/main/datasets/built-in';
import { type LoadedDataset, loadDataset } from '../../../src/main/datasets/load-dataset';
import { FileError } from '../../../src/main/files/whole-files';
import { keepAsRun } from '../../../src/main/runs/keep-as-run';
import { mountDisk } from '../../support/mount-disk';
import { drawn } from '../../support/trained';

const folder = mkdtempSync(join(tmpdir(), 'kasane-keep-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('parameters kept on a disk with room for a part of them', () => {
  const disk = join(folder, 'disk');
  const unmount = mountDisk(disk, 'size=800k');
  afterAll(() => unmount?.());

  const trained = drawn(presetSpec('two-layer'));
  let dataset: LoadedDataset;
  let test: Evaluation;
  beforeAll(async () => {
    if (unmount === null) return;
    dataset = await loadDataset(builtInDataset());
    test = evaluated(trained, dataset.test, soloTeam(engine.create));
  });

  // 39,760 parameters: 160 kB each as initial values, as a first checkpoint, as the last and as the final ones.
  it.skipIf(unmount === null).each([100, 250, 400, 550, 700])('leave nothing where %s kB of it are taken', async (taken) => {
    const filler = join(disk, '.filler');
    writeFileSync(filler, new Uint8Array(taken * 1024));
    try {
      await keepAsRun(disk, { ...trained, test }, dataset);
    } catch (error) {
      expect(error).toBeInstanceOf(FileError);
      expect(readdirSync(disk)).toEqual(['.filler']);
      return;
    } finally {
      rmSync(filler);
      for (const name of readdirSync(disk)) rmSync(join(disk, name), { recursive: true });
    }
    expect(taken).toBeLessThan(300);
  });
});
