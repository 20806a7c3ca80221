import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const script = resolve(import.meta.dirname, '../../scripts/run.mjs');

function task(...parameters: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' };
  return new Promise((done) => {
    execFile(process.execPath, [script, ...parameters], { env }, (error, stdout, stderr) =>
      done({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

describe('the tasks behind the npm scripts', () => {
  it.runIf(process.platform === 'linux')('start says in one line that there is no display, and how to go on', async () => {
    const { code, stdout, stderr } = await task('start');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^kasane: no display to open a window on .*"npm run setup".*"xvfb-run -a npm start"\n$/);
  });

  it('an unknown one is refused with those there are', async () => {
    const { code, stderr } = await task('strat');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^kasane: there is no task "strat"; there are setup, start, dev, .*\n$/);
  });
});
