/**
 * The parameters of every preset after 60 iterations (short, of the deep ones after 12), recorded once: whatever is changed around the numeric core, the same
 * spec and seed give the same bytes. A change that is meant to alter them says so, and records them anew.
 */
import { createHash } from 'node:crypto';
import { engines } from '@shared/kernels/engines';
import { presetSpec, presets } from '@shared/spec/presets';
import { TrainingSession } from '@shared/training/session';
import { soloTeam } from '@shared/training/team';
import { describe, expect, it } from 'vitest';
import after12 from '../../fixtures/parameters-after-12.json';
import after60 from '../../fixtures/parameters-after-60.json';
import { realMnist } from '../../support/digits';
import { byLength } from '../../support/length';

const full = { iterations: 60, recorded: after60 };
const few = { iterations: 12, recorded: after12 };

describe.each(engines)('on the engine $name', (engine) => {
  it.each(presets.map(({ name }) => name))('%s', (preset) => {
    const { iterations, recorded } = ['deep-cnn', 'accurate-cnn'].includes(preset) ? byLength(few, full) : full;
    const session = new TrainingSession({ spec: presetSpec(preset), dataset: realMnist(), createTeam: soloTeam(engine.create) });
    const events = session.events();
    while (session.iteration < iterations) events.next();
    const hash = createHash('sha256');
    for (const { name, shape, values } of session.parameters()) {
      hash.update(`${name} ${shape.join('×')}\n`);
      hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    }
    session.close();
    expect(hash.digest('hex')).toBe(recorded[preset as keyof typeof recorded]);
  });
});
