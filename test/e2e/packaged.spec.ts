/** What holds of the packaged app alone; all other tests run against it as well (npm run test:packaged). */
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { packaged } from './launch';
import { designTwoLayer, drawOn, expect, root, show, test, trainToEnd } from './studio';

const executable = packaged ?? '';
const [OFF, ON] = ['0'.charCodeAt(0), '1'.charCodeAt(0)];
/** As electron-builder.yml calls them. */
const wanted: readonly (readonly [FuseV1Options, string, boolean])[] = [
  [FuseV1Options.RunAsNode, 'runAsNode', false],
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable, 'enableNodeOptionsEnvironmentVariable', false],
  [FuseV1Options.EnableNodeCliInspectArguments, 'enableNodeCliInspectArguments', false],
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, 'enableEmbeddedAsarIntegrityValidation', true],
  [FuseV1Options.OnlyLoadAppFromAsar, 'onlyLoadAppFromAsar', true],
];

test.skip(packaged === undefined, 'the build is tested here, not a package');

test('its fuses are set; a test build differs in the inspector alone', async () => {
  const fuses = await getCurrentFuseWire(executable);
  // The release is made by the same settings, without the one that makes the test build differ.
  const settings = readFileSync(join(root, 'electron-builder.yml'), 'utf8');
  for (const [fuse, name, isOn] of wanted) {
    expect(settings).toMatch(new RegExp(`^  ${name}: ${isOn}$`, 'm'));
    const isInspector = fuse === FuseV1Options.EnableNodeCliInspectArguments;
    expect(fuses[fuse], name).toBe(isOn || isInspector ? ON : OFF);
  }
});

test('it runs from its archive, with its own MNIST and model, and carries no other app', async ({ studio: { app, page } }) => {
  const found = await app.evaluate(({ app: electron }) => ({
    packaged: electron.isPackaged,
    path: electron.getAppPath(),
    name: electron.getName(),
  }));
  expect(found).toEqual({ packaged: true, path: join(dirname(executable), 'resources', 'app.asar'), name: 'Kasane' });
  expect(readdirSync(join(dirname(executable), 'resources')).toSorted()).toEqual(['app.asar', 'icon.png', 'mnist', 'models']);
  await expect(page.getByText('MNIST (original) 60,000 + 10,000')).toBeVisible();
  const { answer } = await page.evaluate(async () => {
    const reply = await window.kasane.requests.getState();
    if (!reply.ok) throw new Error(reply.error.message);
    return reply;
  });
  expect(answer.dataset.folder).toBe(join(dirname(executable), 'resources', 'mnist'));
  const size = Number(execFileSync('du', ['-sk', dirname(executable)], { encoding: 'utf8' }).split('\t')[0]);
  expect(statSync(join(dirname(executable), 'resources', 'app.asar')).size).toBeGreaterThan(1_000_000);
  console.log(`installed size: ${Math.round(size / 1024)} MB`);
});

test('it is drawn on and trained in', async ({ studio: { page } }) => {
  await show(page, 'Draw');
  await drawOn(page, [
    [
      [140, 40],
      [140, 240],
    ],
  ]);
  await expect(page.getByTestId('bars')).toHaveAttribute('data-predicted', '1');
  await designTwoLayer(page, 200);
  expect(await trainToEnd(page)).toMatch(/^[89]\d\.\d\d\s%$/);
});

test('it runs nobody else’s code as Node, which an Electron without that fuse does', () => {
  const asNode = (program: string) =>
    spawnSync(program, ['-e', "require('fs').writeSync(1, 'ran')"], {
      encoding: 'utf8',
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      timeout: 10_000,
    }).stdout;
  expect(asNode(process.env.KASANE_ELECTRON ?? '')).toBe('ran');
  expect(asNode(executable)).not.toContain('ran');
});
