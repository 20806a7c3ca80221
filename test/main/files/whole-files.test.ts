import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { FileError, readBytes, readBytesIfThere, writeBytes, writeText } from '../../../src/main/files/whole-files';
import { mountDisk } from '../../support/mount-disk';

const folder = mkdtempSync(join(tmpdir(), 'kasane-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a file that is replaced', () => {
  it('keeps its permissions and stays where a link leads, with nothing beside it', async () => {
    const place = join(folder, 'linked');
    mkdirSync(place);
    const path = join(place, 'file');
    writeFileSync(path, 'before');
    chmodSync(path, 0o664);
    symlinkSync(path, join(place, 'link'));
    await writeText(join(place, 'link'), 'after');
    expect(readFileSync(path, 'utf8')).toBe('after');
    expect(statSync(path).mode & 0o777).toBe(0o664);
    expect(readdirSync(place).toSorted()).toEqual(['file', 'link']);
  });

  it('holds what was asked for last, however many writes there are at once', async () => {
    const path = join(folder, 'often');
    await Promise.all(Array.from({ length: 50 }, (_, index) => writeText(path, `${index}`.repeat(1 + ((index * 7919) % 50_000)))));
    expect(readFileSync(path, 'utf8').slice(0, 2)).toBe('49');
  });

  it('is told of by name where there is no folder', async () => {
    await expect(writeText(join(folder, 'none', 'file'), 'x')).rejects.toThrow(
      /none\/file: cannot be written; there is no such file or folder/,
    );
  });
});

describe('what is no regular file', () => {
  it('is refused, whether it never ends or never begins', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    await expect(readBytes(join(folder, 'pipe'), 100)).rejects.toThrow(/pipe: cannot be read; it is no regular file$/);
    await expect(readBytes('/dev/zero', 100)).rejects.toThrow('/dev/zero: cannot be read; it is no regular file');
    await expect(readBytes(folder, 100)).rejects.toThrow(/cannot be read; it is a folder$/);
    expect(await readBytesIfThere(join(folder, 'none'), 100)).toBeNull();
  });

  it('a file that claims less than comes is read up to the limit', async () => {
    expect((await readBytes('/proc/self/status', 100_000)).length).toBeGreaterThan(100); // it says that it is empty
    await expect(readBytes('/proc/self/status', 10)).rejects.toThrow(/are too many; at most 10 are read$/);
  });
});

describe('a disk with room for a part of it', () => {
  const disk = join(folder, 'disk');
  const unmount = mountDisk(disk, 'size=64k');
  afterAll(() => unmount?.());

  it('keeps the file that was there, and no half of the new one', async ({ skip }) => {
    skip(unmount === null);
    const path = join(disk, 'file');
    await writeText(path, 'the good one');
    await expect(writeBytes(path, new Uint8Array(100_000))).rejects.toThrow(FileError);
    await expect(writeText(path, 'x'.repeat(100_000))).rejects.toThrow(/the disk is full/);
    expect(readFileSync(path, 'utf8')).toBe('the good one');
    expect(readdirSync(disk)).toEqual(['file']);
  });
});
