/** A network laid out for training: with an optimizer, the training images, and the order in which they come. */
import { byteAt } from '../at';
import { samplings } from '../data/batches/sampling';
import { createFrom } from '../kind';
import { averagingKinds } from '../nn/averaging';
import { Layout, rowOffset } from '../nn/layout';
import { buildNetwork } from '../nn/network';
import { optimizerKinds } from '../nn/optimizers';
import { type LoadShard, reserveStates, statisticsPlan, trainingPlan } from '../nn/plan';
import { keepsPaper, loadImage } from './augment';
import { reserveEvaluation } from './inference-program';
import type { TrainingProgram, TrainingProgramSpec } from './program';

export function buildTrainingProgram({ spec, trainingImages }: TrainingProgramSpec): TrainingProgram {
  const { batchSize, sampling, loss, clipNorm } = spec.training;
  const layout = new Layout();
  const network = buildNetwork(spec.network, layout, {
    capacity: batchSize,
    training: true,
    seed: spec.seed,
    loss,
    mostlyZero: keepsPaper(spec.data.scaling, spec.data.augmentation),
  });
  const optimizer = createFrom(optimizerKinds, spec.optimizer);
  const { averages } = createFrom(averagingKinds, spec.training.averaging);
  const states = reserveStates(network, optimizer, layout, averages);
  const size = network.input.features;
  const images = layout.reserveBytes(trainingImages * size);
  const labels = layout.reserveBytes(trainingImages);
  const sampler = samplings[sampling].create(spec.seed, trainingImages, batchSize);
  const [height, width, channels] = spec.network.input;
  const { augmentation, scaling } = spec.data;
  const loadOne = loadImage({ augmentation, height, width, channels, scaling, seed: spec.seed }, layout);
  const load: LoadShard = (kernels, { from, to }, { iteration }) => {
    const { bytes } = kernels.memory;
    for (let row = from; row < to; row++) {
      const image = sampler.imageAt(iteration, row);
      loadOne(kernels, images + image * size, rowOffset(network.input, row), iteration, row);
      bytes[network.loss.labels + row] = byteAt(bytes, labels + image);
    }
  };
  const training = trainingPlan({ network, optimizer, states, layout, load, clipNorm });
  const { staging, plan } = reserveEvaluation(network, layout, spec.data.scaling);
  const plans = { training, evaluation: plan, ...(averages && { statistics: statisticsPlan(network, load) }) };
  return { network, optimizer, states, images, labels, staging, plans, size: layout.size() };
}
