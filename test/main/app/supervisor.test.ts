/** The supervisor as main sees it, its trainer played by the test. */
import type { TrainerReport } from '@shared/contracts/processes';
import { initialFacts, type RunState } from '@shared/contracts/run';
import { presetSpec } from '@shared/spec/presets';
import { describe, expect, it } from 'vitest';
import { createSupervisor } from '../../../src/main/app/supervisor';
import { playedProcesses } from '../../support/scripted-process';
import { settled } from '../../support/settled';

const spec = presetSpec('two-layer');
const begin = {
  spec,
  from: 'initial',
  threads: 2,
  runsFolder: '/runs',
  datasetFolder: '/data',
  drawingsFolder: '/drawings',
  parameters: null,
} as const;
const started: TrainerReport = {
  ...{ type: 'started', folder: '/runs/one', iteration: 0, iterations: 100, trainingImages: 600, parameterCount: 7, threads: 2 },
  facts: initialFacts(spec, 'initial'),
  passedOver: null,
};

function supervised() {
  const processes = playedProcesses();
  const states: (RunState | null)[] = [];
  const supervisor = createSupervisor(processes.launch, { onChange: (state) => states.push(state), onInsight: () => undefined });
  const trainer = () => processes.newest();
  return {
    supervisor,
    processes,
    states,
    trainer,
    phase: () => states.at(-1)?.status.phase,
    reports: (report: TrainerReport) => trainer().says({ type: 'progress', id: trainer().request('train').id, progress: report }),
    answers: (name: string, answer: unknown) => trainer().says({ type: 'answer', id: trainer().request(name).id, answer }),
  };
}

const progress = (iteration: number): TrainerReport => ({
  ...{ type: 'progress', seconds: iteration / 10, imagesPerSecond: 1000, evaluated: [], averaged: [], evaluating: null },
  metrics: { iterations: [iteration], losses: [1 / iteration], accuracies: [0.5], learningRates: [0.1] },
});

describe('a run', () => {
  it('is told of from its start to its end, and its process goes with it', async () => {
    const { supervisor, reports, answers, phase, states, trainer } = supervised();
    supervisor.start(begin);
    expect(trainer().request('train').input).toMatchObject({ kind: 'new', spec, threads: 2, runsFolder: '/runs' });
    expect(phase()).toBe('starting');
    reports(started);
    reports(progress(1));
    reports(progress(2));
    expect(phase()).toBe('running');
    expect(supervisor.run()?.metrics.iterations).toEqual([1, 2]);
    answers('train', { reason: 'completed', kept: true, iteration: 100 });
    await settled();
    expect(states.at(-1)).toMatchObject({ status: { phase: 'finished', reason: 'completed' }, exportable: 100, folder: 'one' });
    expect(trainer().isKilled()).toBe(true);
  });

  it('whose end could not be written down is interrupted, to be resumed', async () => {
    const { supervisor, reports, answers, phase } = supervised();
    supervisor.start(begin);
    reports(started);
    answers('train', { reason: 'completed', kept: false, iteration: 100 });
    await settled();
    expect(phase()).toBe('interrupted');
  });

  it('whose process crashes says so with the code, and can be resumed from its checkpoint', async () => {
    const { supervisor, processes, reports, phase, states, trainer } = supervised();
    supervisor.start(begin);
    reports(started);
    for (let iteration = 1; iteration <= 4; iteration++) reports(progress(iteration));
    reports({ type: 'checkpointed', iteration: 2 });
    trainer().exits(139);
    await settled();
    expect(states.at(-1)?.status).toEqual({ phase: 'crashed', exitCode: 139 });
    supervisor.resumeFromDisk(null, 1);
    expect(processes.started).toHaveLength(2);
    expect(trainer().request('train').input).toEqual({ kind: 'resume', folder: '/runs/one', threads: 1, change: null });
    // What came after the checkpoint is told anew.
    expect(supervisor.run()?.metrics.iterations).toEqual([1, 2]);
    expect(phase()).toBe('starting');
  });

  it('is refused while another is active, and what needs one without', () => {
    const { supervisor } = supervised();
    expect(() => supervisor.pause()).toThrow('no run is active; start one first');
    supervisor.start(begin);
    expect(() => supervisor.start(begin)).toThrow('a run is active; stop it before starting another');
  });

  it('is changed by one change at a time, and never in its shape', async () => {
    const { supervisor, reports, answers } = supervised();
    supervisor.start(begin);
    reports(started);
    await expect(supervisor.changeTo({ ...spec, seed: spec.seed + 1 })).rejects.toThrow('seed');
    const slower = { ...spec, optimizer: { ...spec.optimizer, learningRate: 0.01 } };
    const change = supervisor.changeTo(slower);
    await expect(supervisor.changeTo(slower)).rejects.toThrow('another change is being made; try again');
    answers('change', { change: { iteration: 3, spec: slower }, iterations: 100 });
    await change;
  });

  it('is saved as it is, or as it ended in the meantime', async () => {
    const { supervisor, reports, answers, trainer } = supervised();
    await expect(supervisor.save()).rejects.toThrow('there are no parameters yet; train first');
    supervisor.start(begin);
    reports(started);
    const now = supervisor.save();
    answers('checkpoint', 7);
    expect(await now).toEqual({ folder: '/runs/one', iteration: 7 });
    reports({ type: 'checkpointed', iteration: 8 });
    const late = supervisor.save();
    trainer().exits(1);
    expect(await late).toEqual({ folder: '/runs/one', iteration: 8 });
  });

  it('of before tells nothing any more once it was killed', async () => {
    const { supervisor, processes, states } = supervised();
    supervisor.start(begin);
    const [old] = processes.started;
    supervisor.kill();
    const known = states.length;
    const { id } = old?.request('train') ?? { id: 0 };
    old?.says({ type: 'progress', id, progress: started });
    await settled();
    expect(states).toHaveLength(known);
  });
});
