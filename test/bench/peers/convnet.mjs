/** ConvNetJS: one image at a time, gradients of a batch added up; it knows no Adam, so AdaDelta stands in for it. */
import convnet from 'convnetjs';
import { images, labels, PIXELS, time, wanted, workloads } from './data.mjs';

const IMAGES_A_STEP = 10;

for (const name of wanted.filter((each) => Object.hasOwn(workloads, each))) {
  const { layers, optimizer, learningRate, batch } = workloads[name];
  const definitions = [{ type: 'input', out_sx: 28, out_sy: 28, out_depth: 1 }];
  layers.forEach((layer, index) => {
    const last = index === layers.findLastIndex((each) => typeof each === 'number');
    if (last) definitions.push({ type: 'softmax', num_classes: layer });
    else if (typeof layer === 'number') definitions.push({ type: 'fc', num_neurons: layer });
    else if (Array.isArray(layer)) definitions.push({ type: 'conv', sx: 3, filters: layer[0], stride: 1, pad: layer[1] });
    else if (layer === 'pool') definitions.push({ type: 'pool', sx: 2, stride: 2 });
    else if (layer === 'dropout') definitions.at(-1).drop_prob ??= undefined;
    else definitions.at(-1).activation = layer;
  });
  const net = new convnet.Net();
  net.makeLayers(definitions);
  const method = optimizer === 'adam' ? 'adadelta' : 'sgd';
  const trainer = new convnet.Trainer(net, { method, learning_rate: learningRate, batch_size: batch });
  const volume = new convnet.Vol(28, 28, 1, 0);
  const step = () => {
    for (let each = 0; each < IMAGES_A_STEP; each++) {
      const image = Math.floor(Math.random() * labels.length);
      for (let pixel = 0; pixel < PIXELS; pixel++) volume.w[pixel] = images[image * PIXELS + pixel];
      trainer.train(volume, labels[image]);
    }
  };
  await time(name, 'JavaScript', step, batch / IMAGES_A_STEP);
}
