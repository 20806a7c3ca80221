/** A worker thread of a team: builds the same engine over the same memory, then takes part in every job. */
import { workerData } from 'node:worker_threads';
import { joinSharedMemory } from '@shared/kernels/simd/simd';
import { buildEngine } from '@shared/training/engine';
import { announceReady, nextJob, takePart } from './crew';
import { planNames, type WorkerData } from './team';

const { spec, memory, control, thread } = workerData as WorkerData;
const { plans } = buildEngine(spec);
const kernels = joinSharedMemory(memory, thread);

announceReady(control);
for (let job = 0; ; job++) {
  const found = nextJob(control, job);
  if (!found) break;
  const name = planNames[found.plan];
  takePart(control, (name && plans[name]) ?? [], kernels, found.step);
}
