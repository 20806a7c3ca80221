/** W5: one image's latency, and the evaluation of all test images, on `process.argv[2]` threads; JSON lines. */
import { createSimdKernels } from '@shared/kernels/simd/simd';
import { Layout } from '@shared/nn/layout';
import { buildNetwork, initializeParameters, readParameters } from '@shared/nn/network';
import { parseRunSpec } from '@shared/spec/parse-run-spec';
import { createClassifier } from '@shared/training/classifier';
import { complete } from '@shared/training/evaluation';
import { soloTeam } from '@shared/training/team';
import { builtInDataset } from '../../../src/main/datasets/find-dataset';
import { loadDataset } from '../../../src/main/datasets/load-dataset';
import { threadTeam } from '../../../src/main/threads/team';
import { trainings } from '../workloads.mjs';

const LATENCIES = 1000;
const threads = Number(process.argv[2] ?? 2);
const { test } = await loadDataset(builtInDataset());

for (const [name, workload] of [
  ['W5 small-cnn', trainings.W3],
  ['W5 deep-cnn', trainings.W4],
] as const) {
  const { network: spec } = parseRunSpec(workload);
  const layout = new Layout();
  const network = buildNetwork(spec, layout, { capacity: 1, training: false });
  const kernels = createSimdKernels(layout.size());
  initializeParameters(network, kernels, 1);
  const tensors = readParameters(network, kernels);

  const one = createClassifier(spec, 'unit', tensors, soloTeam(createSimdKernels));
  const image = test.images.subarray(0, test.height * test.width);
  for (let warm = 0; warm < 200; warm++) one.probabilities(image);
  const latency = secondsOf(() => {
    for (let repeat = 0; repeat < LATENCIES; repeat++) one.probabilities(image);
  });

  const all = createClassifier(spec, 'unit', tensors, threadTeam(threads));
  complete(all.evaluate({ ...test, count: 1000, images: test.images.subarray(0, 784_000), labels: test.labels.subarray(0, 1000) }));
  const evaluation = secondsOf(() => complete(all.evaluate(test)));
  all.close();
  console.log(JSON.stringify({ workload: name, latency: latency / LATENCIES, evaluation }));
}

function secondsOf(work: () => void): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}
