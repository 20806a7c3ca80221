/** The studio without Electron: its processes are played, its folders are real. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initialFacts } from '@shared/contracts/run';
import { DIGIT_CLASSES } from '@shared/data/digits/digit-classes';
import { presetSpec } from '@shared/spec/presets';
import type { RunSpec } from '@shared/spec/run-spec';
import { afterAll, describe, expect, it } from 'vitest';
import { createStudio } from '../../../../src/main/app/handlers/studio';
import { directReader } from '../../../../src/main/files/design-reader';
import type { Launch } from '../../../../src/main/processes/child';
import { type PlayedProcess, playedProcesses } from '../../../support/scripted-process';
import { settled } from '../../../support/settled';

const place = mkdtempSync(join(tmpdir(), 'kasane-studio-handlers-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));
const spec = presetSpec('two-layer');
const mnist = {
  original: true,
  trainingImages: 60_000,
  validationImages: 0,
  testImages: 10_000,
  shape: [28, 28, 1],
  classes: DIGIT_CLASSES,
};

let users = 0;
/** A studio whose inspector has found the dataset, and no run that broke off. */
async function opened(found: object = mnist) {
  const user = join(place, String(users++));
  mkdirSync(user);
  const processes = playedProcesses();
  const named = new Map<string, PlayedProcess>();
  const launch: Launch = (name, listeners) => {
    const child = processes.launch(name, listeners);
    named.set(name, processes.newest());
    return child;
  };
  const told: [string, unknown][] = [];
  let closed = 0;
  const studio = createStudio({
    print: async () => new Uint8Array(),
    ...{ launch, folders: { user, models: '/models' } },
    dialogs: { openFile: async () => null, openFiles: async () => null, openFolder: async () => '/other', saveFile: async () => null },
    send: (name, content) => told.push([name, content]),
    onRunProgress: () => undefined,
    closeWindow: () => (closed += 1),
    designs: directReader,
    now: () => 0,
  });
  const process = (name: string) => {
    const child = named.get(name);
    if (!child) throw new Error(`there is no ${name}`);
    return child;
  };
  const answers = (child: string, name: string, answer: unknown) =>
    process(child).says({ type: 'answer', id: process(child).request(name).id, answer });
  await settled();
  answers('inspector', 'findInterrupted', null);
  answers('inspector', 'inspectDataset', found);
  await settled();
  return { ...studio, user, named, process, answers, told, closings: () => closed };
}

const start = (handlers: Awaited<ReturnType<typeof opened>>['handlers'], given: RunSpec = spec) =>
  handlers.startTraining({ spec: given, from: 'initial', threads: 2 });

describe('the studio', () => {
  it('starts a trainer with what the run needs', async () => {
    const { handlers, process, user } = await opened();
    await start(handlers);
    expect(process('trainer').request('train').input).toMatchObject({
      ...{ kind: 'new', spec, threads: 2, parameters: null },
      ...{ runsFolder: join(user, 'runs'), drawingsFolder: join(user, 'drawings') },
    });
    await expect(start(handlers)).rejects.toThrow('a run is active; stop it before starting another');
  });

  it('refuses what does not fit the images or the memory before a process is started, and leaves the run at hand', async () => {
    const { handlers, named } = await opened();
    await expect(start(handlers, { ...spec, network: { ...spec.network, input: [32, 32, 1] } })).rejects.toThrow('network.input');
    const wide = { type: 'affine', units: 8192, weights: { type: 'he' } };
    const huge = { ...spec, network: { ...spec.network, layers: [...Array(7).fill(wide), ...spec.network.layers] } };
    await expect(start(handlers, huge)).rejects.toThrow('use fewer units');
    await expect(handlers.measurePace({ spec: huge })).rejects.toThrow('use fewer units');
    await expect(start(handlers, { ...spec, data: { ...spec.data, drawings: true } })).rejects.toThrow('no drawings are kept');
    await expect(handlers.startTraining({ spec, from: 'imported', threads: 2 })).rejects.toThrow('no parameters are imported');
    expect([...named.keys()]).toEqual(['inspector']);
    expect((await handlers.getState(undefined)).run).toBeNull();
  });

  it('stops measuring the pace where training begins, which needs the cores', async () => {
    const { handlers, process } = await opened();
    const pace = handlers.measurePace({ spec, threads: 1 });
    await settled();
    expect(process('gauge').request('measurePace').input).toMatchObject({ threads: 1 });
    await start(handlers);
    expect(process('gauge').isKilled()).toBe(true);
    process('gauge').exits(null);
    expect(await pace).toBeNull();
    expect(await handlers.measurePace({ spec })).toBeNull();
  });

  it('resumes what broke off by as many threads as are wanted', async () => {
    const { handlers, process } = await opened();
    await start(handlers);
    const trainer = process('trainer');
    const { id } = trainer.request('train');
    const begun = { iteration: 0, iterations: 100, trainingImages: 600, parameterCount: 7, threads: 2 };
    const started = { type: 'started', folder: '/runs/one', ...begun, facts: initialFacts(spec, 'initial') };
    trainer.says({ type: 'progress', id, progress: started });
    trainer.says({ type: 'progress', id, progress: { type: 'checkpointed', iteration: 40 } });
    trainer.exits(9);
    await settled();
    expect((await handlers.getState(undefined)).run?.state.status.phase).toBe('crashed');
    await handlers.continueTraining({ threads: 1 });
    expect(process('trainer')).not.toBe(trainer);
    expect(process('trainer').request('train').input).toEqual({ kind: 'resume', folder: '/runs/one', threads: 1, change: null });
  });

  it('has the newest parameters written before the machine sleeps', async () => {
    const { handlers, process, beforeSleep } = await opened();
    beforeSleep(); // nothing trains
    await start(handlers);
    const { id } = process('trainer').request('train');
    const begun = { folder: '/runs/one', iteration: 0, iterations: 100, trainingImages: 600, parameterCount: 7, threads: 2 };
    process('trainer').says({ type: 'progress', id, progress: { type: 'started', ...begun, facts: initialFacts(spec, 'initial') } });
    beforeSleep();
    expect(process('trainer').request('checkpoint')).toBeDefined();
  });

  it('uses another dataset once it was recognised, and keeps the one in use where it is not sound', async () => {
    const { handlers, process, answers } = await opened();
    const recognising = handlers.recogniseData({ what: 'folder', job: 'data' });
    await settled();
    expect(process('inspector').request('previewData').input).toEqual({ paths: ['/other'], options: {}, token: 1 });
    answers('inspector', 'previewData', { name: 'other', classes: ['a', 'b'] });
    const found = await recognising;
    const use = async () => {
      const using = handlers.takeData({ token: found?.token ?? 0, name: 'other', classes: ['a', 'b'] });
      await settled();
      answers('inspector', 'takeData', { folder: '/other' });
      await settled();
      return using;
    };
    const using = use();
    await settled();
    const { id } = process('inspector').request('inspectDataset');
    process('inspector').says({ type: 'error', id, error: { name: 'DatasetError', message: 'a: is damaged', path: 'a' } });
    expect(await using).toMatchObject({ status: 'failed', folder: '/other' });
    expect((await handlers.getState(undefined)).dataset).toMatchObject({ status: 'ready', trainingImages: 60_000 });
    const again = use();
    await settled();
    answers('inspector', 'inspectDataset', { ...mnist, name: 'other', original: false, trainingImages: 300 });
    await again;
    expect((await handlers.getState(undefined)).dataset).toMatchObject({ folder: '/other', trainingImages: 300 });
  });

  it('opens files that it is started with once the window can show them, later ones at once', async () => {
    const { handlers, openFile, told } = await opened();
    const [early, late] = ['early', 'late'].map((name) => {
      const path = join(place, `${name}.kasane.json`);
      writeFileSync(path, JSON.stringify({ ...spec, name }));
      return path;
    });
    const openedNames = () =>
      told.flatMap(([name, content]) => (name === 'designOpened' ? [(content as { opened: { spec: RunSpec } }).opened.spec.name] : []));
    openFile(early ?? '');
    await settled();
    expect(openedNames()).toEqual([]);
    await handlers.openWaiting(undefined);
    await expect.poll(openedNames).toEqual(['early']);
    openFile(late ?? '');
    await expect.poll(openedNames).toEqual(['early', 'late']);
  });

  it('ends all its processes with the window', async () => {
    const { handlers, process, close, closings } = await opened();
    await start(handlers);
    handlers.closeWindow(undefined);
    expect(closings()).toBe(1);
    close();
    expect(['trainer', 'inspector'].map((name) => process(name).isKilled())).toEqual([true, true]);
  });
});
