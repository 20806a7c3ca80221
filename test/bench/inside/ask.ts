/** One image's latency, and the evaluation of all test images on `process.argv[2]` threads, of the spec files that follow; JSON lines. */
import { readFileSync } from 'node:fs';
import { engine } from '@shared/kernels/engines';
import { Layout } from '@shared/nn/layout';
import { buildNetwork, initializeParameters, readParameters } from '@shared/nn/network';
import { parseRunSpec } from '@shared/spec/parse-run-spec';
import { createClassifier } from '@shared/training/classifier';
import { complete } from '@shared/training/evaluation';
import { soloTeam } from '@shared/training/team';
import { builtInDataset } from '../../../src/main/datasets/built-in';
import { loadDataset } from '../../../src/main/datasets/load-dataset';
import { computeByProof } from '../../../src/main/engine/choose-engine';
import { threadTeam } from '../../../src/main/threads/team';

computeByProof();

const LATENCIES = 1000;
const [threads = '2', ...specFiles] = process.argv.slice(2);
const { test } = await loadDataset(builtInDataset());

for (const file of specFiles) {
  const { network: spec } = parseRunSpec(JSON.parse(readFileSync(file, 'utf8')));
  const layout = new Layout();
  const network = buildNetwork(spec, layout, { capacity: 1, training: false });
  const kernels = engine.create(layout.size());
  initializeParameters(network, kernels, 1);
  const tensors = readParameters(network, kernels);

  const one = createClassifier(spec, 'unit', tensors, soloTeam(engine.create));
  const image = test.image(0);
  for (let warm = 0; warm < 200; warm++) one.probabilities(image);
  const latency = secondsOf(() => {
    for (let repeat = 0; repeat < LATENCIES; repeat++) one.probabilities(image);
  });

  const all = createClassifier(spec, 'unit', tensors, threadTeam(Number(threads)));
  complete(all.evaluate(test.slice(0, 1000)));
  const evaluation = secondsOf(() => complete(all.evaluate(test)));
  all.close();
  console.log(JSON.stringify({ latency: latency / LATENCIES, evaluation }));
}

function secondsOf(work: () => void): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}
