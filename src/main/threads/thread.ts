/** A worker thread of a team: builds the same engine over the same memory, then takes part in every job. */
import { workerData } from 'node:worker_threads';
import { engine } from '@shared/kernels/engines';
import { buildProgram } from '@shared/training/program';
import { announceReady, nextJob, takePart } from './crew';
import { planNames, type WorkerData } from './team';

const { spec, memory, control, thread } = workerData as WorkerData;
const { plans } = buildProgram(spec);
const kernels = engine.join(memory, thread);

announceReady(control);
for (let job = 0; ; job++) {
  const found = nextJob(control, job);
  if (!found) break;
  const name = planNames[found.plan];
  takePart(control, (name && plans[name]) ?? [], kernels, found.step);
}
