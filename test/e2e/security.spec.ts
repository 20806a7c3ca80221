import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, poll, test } from './studio';

test('the page has no Node, a strict policy and one narrow bridge', async ({ studio: { page } }) => {
  const found = await page.evaluate(async () => ({
    node: ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in window),
    bridge: Object.keys(window.kasane).sort(),
    isolated: window.isSecureContext && location.origin,
    policy: (await fetch(location.href)).headers.get('content-security-policy'),
  }));
  expect(found.node).toEqual([]);
  expect(found.bridge).toEqual(['on', 'requests']);
  expect(found.isolated).toBe('kasane://studio');
  expect(found.policy).toContain("default-src 'none'");
  expect(found.policy).toContain("script-src 'self';");
  expect(found.policy).not.toContain('unsafe');
});

test('windows are sandboxed and isolated', async ({ studio: { app } }) => {
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false });
  // What the checklist asks to leave as it is.
  expect(preferences).toMatchObject({ webSecurity: true, allowRunningInsecureContent: false, experimentalFeatures: false });
  // Left out where it is off.
  const { nodeIntegrationInWorker = false, nodeIntegrationInSubFrames = false, enableBlinkFeatures = '' } = preferences;
  expect([nodeIntegrationInWorker, nodeIntegrationInSubFrames, enableBlinkFeatures]).toEqual([false, false, '']);
});

test('navigation, new windows and permissions are refused', async ({ studio: { app, page, complaints } }) => {
  const address = page.url();
  await page.evaluate(() => {
    location.href = 'https://example.org/';
  });
  await page.evaluate(() => {
    location.href = 'file:///etc/passwd';
  });
  expect(await page.evaluate(() => window.open('kasane://studio/index.html') === null)).toBe(true);
  expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied');
  const states = await page.evaluate(() =>
    Promise.all(
      (['camera', 'microphone', 'geolocation', 'notifications'] as PermissionName[]).map(
        async (name) => (await navigator.permissions.query({ name })).state,
      ),
    ),
  );
  expect(states).toEqual(['denied', 'denied', 'denied', 'denied']);
  // The browser says so in the console; here that is as it should be.
  expect(complaints.splice(0)).toEqual(['Not allowed to load local resource: file:///etc/passwd']);
  expect(page.url()).toBe(address);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('requests outside the contract are refused with name, message and path', async ({ studio: { app, page } }) => {
  const replies = await page.evaluate(async () => {
    const { startTraining, getState } = window.kasane.requests;
    const spec = { version: 1, name: 'Least', network: { layers: [{ type: 'affine', units: 10 }] } };
    return [
      await startTraining({ spec: { version: 1 }, from: 'initial' }),
      await startTraining({ spec, from: 'nowhere' }),
      await getState({ extra: 1 }),
    ];
  });
  expect(replies[0]).toMatchObject({ ok: false, error: { name: 'SpecError', path: 'name', message: 'name: is missing; give a text' } });
  expect(replies[1]).toMatchObject({ ok: false, error: { path: 'from' } });
  expect(replies[2]).toMatchObject({ ok: false });

  // A frame that is not the studio's is not heard, whatever it asks.
  const refused = await app.evaluate(async ({ BrowserWindow, ipcMain }) => {
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, (event: unknown, input: unknown) => Promise<unknown>> })
      ._invokeHandlers;
    const frame = BrowserWindow.getAllWindows()[0]?.webContents.mainFrame;
    const forged = [
      null,
      { parent: null, url: 'https://example.org/' },
      { parent: frame, url: frame?.url },
      { parent: null, url: 'kasane://studio.example.org/' },
    ];
    return Promise.all(forged.map((senderFrame) => handlers.get('request:getState')?.({ senderFrame }, undefined)));
  });
  for (const reply of refused)
    expect(reply).toMatchObject({ ok: false, error: { message: expect.stringContaining('does not come from the studio') } });
});

test('nothing is loaded from elsewhere, and no code but the studio’s own runs', async ({ studio: { page, complaints } }) => {
  const found = await page.evaluate(async () => {
    const fetched = await fetch('https://example.org/').then(
      () => 'loaded',
      (error) => error.name,
    );
    // In a task of its own: what the test itself evaluates is exempt from the policy.
    const evaluated = await new Promise((resolve) =>
      setTimeout(() => {
        try {
          resolve(new Function("return 'ran'")());
        } catch (error) {
          resolve(error instanceof Error ? error.name : String(error));
        }
      }),
    );
    const script = document.createElement('script');
    script.textContent = 'window.inlineRan = true';
    document.head.append(script);
    const remote = document.createElement('script');
    remote.src = 'https://example.org/a.js';
    const loaded = new Promise((resolve) => {
      remote.onload = () => resolve('loaded');
      remote.onerror = () => resolve('refused');
    });
    document.head.append(remote);
    return { fetched, evaluated, inline: 'inlineRan' in window, remote: await loaded };
  });
  expect(found).toEqual({ fetched: 'TypeError', evaluated: 'EvalError', inline: false, remote: 'refused' });
  const said = complaints.splice(0);
  expect(said.length).toBeGreaterThanOrEqual(3);
  expect(said.filter((text) => !text.includes('Content Security Policy'))).toEqual([]);
});

test('names that lead out of their folder are refused, in requests and in addresses', async ({
  studio: { page, folder, complaints, place },
}) => {
  // There is something to be had there: a run, beside the folder of runs.
  const run = await place('two-layer');
  cpSync(join(folder, 'user', 'runs', run), join(folder, 'user', 'secret'), { recursive: true });
  expect((await page.evaluate((name) => window.kasane.requests.runDetails({ folder: name }), run)).ok).toBe(true);
  const found = await page.evaluate(async (place) => {
    const { runDetails, openRun, deleteRuns, openSearch, evaluateSet } = window.kasane.requests;
    const names = ['../secret', '..', '.index.json', 'a/b', 'a\\b', place, ''];
    const replies = await Promise.all(
      names.flatMap((name) => [
        runDetails({ folder: name }),
        openRun({ folder: name }),
        deleteRuns({ folders: [name] }),
        openSearch({ folder: name }),
        evaluateSet({ model: `run:${name}`, set: 'test', of: null, job: name || 'none' }),
        evaluateSet({ model: `model:${name}`, set: 'test', of: null, job: name || 'none' }),
      ]),
    );
    const addresses = ['/../main/index.js', '/%2e%2e/main/index.js', '/..%2f..%2fpackage.json', '/%00', '/assets/../../main/index.js'];
    const fetched = await Promise.all(
      addresses.map((address) =>
        fetch(`kasane://studio${address}`).then(
          ({ status }) => status,
          (error) => error.name,
        ),
      ),
    );
    return { granted: replies.filter(({ ok }) => ok).length, fetched };
  }, folder);
  expect(found.granted).toBe(0);
  for (const status of found.fetched) expect([404, 'TypeError']).toContain(status);
  complaints.splice(0); // the browser tells of each file that it did not get
});

test('frames and webviews come to nothing', async ({ studio: { app, page, complaints } }) => {
  const contents = await page.evaluate(async () => {
    const frame = document.createElement('iframe');
    frame.src = 'kasane://studio/index.html';
    const view = document.createElement('webview');
    view.setAttribute('src', 'https://example.org/');
    document.body.append(frame, view);
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return view.shadowRoot;
  });
  expect(contents).toBe(null);
  const origins = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.mainFrame.frames.map(({ origin }) => origin));
  // The frame is empty until it is refused; then the browser's word for that stands in it, of no origin.
  await poll(origins).toEqual(['null']);
  expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
  complaints.splice(0);
});
