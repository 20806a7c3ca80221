/** The main process: boots by a list of set-ups, opens the studio's window, ends everything with it. */
import { join } from 'node:path';
import { KasaneError } from '@shared/kasane-error';
import { phrase } from '@shared/phrase';
import { app, type BrowserWindow, Menu, powerMonitor } from 'electron';
import { z } from 'zod';
import { designFiles } from '../files/design-files';
import { threadReader } from '../files/design-reader';
import { modelsFolder } from '../models/shipped-model';
import { usualThreads } from '../threads/team';
import { fromStudio, registerHandlers } from './handlers/register';
import { createSendEvent } from './handlers/send-event';
import { createStudio, type Studio } from './handlers/studio';
import { launchUtilityProcess } from './launch';
import { closeWhenKept } from './window/closing';
import { lockDown } from './window/lockdown';
import { reportMemory } from './window/memory';
import { becomeOnlyInstance } from './window/only-instance';
import { printPdf } from './window/print-pdf';
import { reloadAfterCrash } from './window/recovery';
import { registerScheme, STUDIO_ORIGIN, serveStudio } from './window/scheme';
import { createStudioWindow } from './window/studio-window';
import { windowDialogs } from './window/window-dialogs';

/** In `npm run dev` the page comes from the development server, so that changes show at once. */
const developmentOrigin = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL;
const origin = developmentOrigin ?? STUDIO_ORIGIN;

// Specs are parsed too seldom here to be worth the time that zod takes to generate code for them.
z.config({ jitless: true });

let window: BrowserWindow | null = null;
let studio: Studio | null = null;
/** Design files that the system asked for before there was a studio. */
const early: string[] = designFiles(process.argv, process.cwd());

function openFile(path: string): void {
  if (studio) studio.openFile(path);
  else early.push(path);
}

/** False, with the reason on stderr, where an environment variable asks for what cannot be. */
function environmentIsSound(): boolean {
  try {
    usualThreads();
    return true;
  } catch (error) {
    process.stderr.write(`kasane: ${error instanceof Error ? error.message : error}\n`);
    return false;
  }
}

async function openStudio(): Promise<void> {
  // Every process finds datasets there.
  process.env.KASANE_DATASETS ??= join(app.getPath('userData'), 'datasets');
  const send = createSendEvent(() => window);
  const openWindow = (): BrowserWindow => {
    if (!window) throw new KasaneError(phrase`the window is closed`);
    return window;
  };
  const opened = createStudio({
    launch: launchUtilityProcess,
    dialogs: windowDialogs(openWindow),
    send,
    folders: { user: app.getPath('userData'), models: modelsFolder() },
    onRunProgress: (share) => window?.setProgressBar(share),
    closeWindow: () => openWindow().close(),
    print: printPdf,
    designs: threadReader,
    now: () => performance.now(),
  });
  studio = opened;
  registerHandlers(opened.handlers, fromStudio(origin));
  for (const path of early.splice(0)) opened.openFile(path);
  powerMonitor.on('suspend', () => opened.beforeSleep());
  window = createStudioWindow();
  window.on('closed', () => {
    window = null;
    opened.close();
    app.quit();
  });
  reportMemory(window, send);
  reloadAfterCrash(window);
  closeWhenKept(window, () => send('closing', null));
  await window.loadURL(`${origin}/index.html`).catch((error) => {
    // Another load, such as a reload, has taken its place.
    if (error.code !== 'ERR_ABORTED') throw error;
  });
}

// Root has no Chromium sandbox; only `--no-sandbox`, which the root start and the tests pass, goes without it.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
if (!environmentIsSound()) app.exit(2);
else if (becomeOnlyInstance({ getWindow: () => window, openFile })) start();
else app.exit();

function start(): void {
  registerScheme();
  app
    .whenReady()
    .then(() => {
      if (process.platform !== 'darwin') Menu.setApplicationMenu(null);
      lockDown(origin);
      serveStudio();
      return openStudio();
    })
    .catch((error) => {
      console.error(error);
      app.exit(1);
    });
}
