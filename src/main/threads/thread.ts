/** A worker thread of a team: builds the same engine over the same memory, then takes part in every job. */
import { workerData } from 'node:worker_threads';
import { engines } from '@shared/kernels/engines';
import { buildProgram } from '@shared/training/build-program';
import { announceReady, nextJob, takePart } from './crew';
import { planNames, type WorkerData } from './team';

const { spec, memory, control, engine: name, thread } = workerData as WorkerData;
const engine = engines.find((each) => each.name === name);
if (!engine) throw new Error(`there is no engine "${name}"`);
const { plans } = buildProgram(spec);
const kernels = engine.join(memory, thread);

announceReady(control);
for (let job = 0; ; job++) {
  const found = nextJob(control, job);
  if (!found) break;
  const name = planNames[found.plan];
  takePart(control, (name && plans[name]) ?? [], kernels, found.step);
}
