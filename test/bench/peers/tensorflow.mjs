/** TensorFlow.js on its CPU and WebAssembly backends, in the way its guide trains: layers by functions, `optimizer.minimize`. */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { randomBatch, time, wanted, workloads } from './data.mjs';

setWasmPaths(`${dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'))}/`);
setThreadsCount(2);

// The WebAssembly backend has no gradient of convolution filters: here from operations that it has.
tf.registerKernel({
  kernelName: 'Conv2DBackpropFilter',
  backendName: 'wasm',
  kernelFunc({ inputs: { x, dy }, attrs: { pad, filterShape } }) {
    const [height, width, channels, filters] = filterShape;
    const around = Array.isArray(pad)
      ? pad
      : [
          [0, 0],
          [1, 1],
          [1, 1],
          [0, 0],
        ];
    const padded = tf.pad(tf.engine().makeTensorFromTensorInfo(x), around);
    const gradient = tf.engine().makeTensorFromTensorInfo(dy);
    const [batch, down, across] = gradient.shape;
    const flat = gradient.reshape([-1, filters]);
    const places = [];
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const seen = padded.slice([0, row, column, 0], [batch, down, across, channels]).reshape([-1, channels]);
        places.push(tf.matMul(seen, flat, true, false));
      }
    }
    return tf.stack(places).reshape(filterShape);
  },
});
function network(layers) {
  const variables = [];
  const variable = (shape, fan) => {
    const made = tf.variable(tf.randomNormal(shape, 0, Math.sqrt(2 / fan)));
    const bias = tf.variable(tf.zeros([shape.at(-1)]));
    variables.push(made, bias);
    return [made, bias];
  };
  let shape = [28, 28, 1];
  const operations = layers.map((layer) => {
    if (Array.isArray(layer)) {
      const [filters, padding] = layer;
      const [weights, bias] = variable([3, 3, shape[2], filters], 9 * shape[2]);
      const around = [
        [0, 0],
        [padding, padding],
        [padding, padding],
        [0, 0],
      ];
      shape = [shape[0] + 2 * padding - 2, shape[1] + 2 * padding - 2, filters];
      return (x) => tf.add(tf.conv2d(x, weights, 1, around), bias);
    }
    if (typeof layer === 'number') {
      const inputs = shape.reduce((product, size) => product * size, 1);
      const [weights, bias] = variable([inputs, layer], inputs);
      shape = [layer];
      return (x) => tf.add(tf.matMul(x.reshape([x.shape[0], -1]), weights), bias);
    }
    if (layer === 'pool') {
      shape = [shape[0] / 2, shape[1] / 2, shape[2]];
      return (x) => tf.maxPool(x, 2, 2, 'valid');
    }
    return { relu: tf.relu, sigmoid: tf.sigmoid, dropout: (x) => tf.dropout(x, 0.5) }[layer];
  });
  return { forward: (x) => operations.reduce((value, operation) => operation(value), x), variables };
}

for (const backend of ['wasm', 'cpu']) {
  await tf.setBackend(backend);
  await tf.ready();
  for (const name of wanted.filter((each) => Object.hasOwn(workloads, each))) {
    const { layers, optimizer: kind, learningRate, batch } = workloads[name];
    const { forward, variables } = network(layers);
    const optimizer = tf.train[kind](learningRate);
    await time(name, backend, async () => {
      const { x, y } = randomBatch(batch);
      const loss = tf.tidy(() => {
        const [pixels, truth] = [tf.tensor4d(x, [batch, 28, 28, 1]), tf.oneHot(tf.tensor1d(y, 'int32'), 10)];
        return optimizer.minimize(() => tf.losses.softmaxCrossEntropy(truth, forward(pixels)), true, variables);
      });
      await loss.data();
      loss.dispose();
    });
    tf.disposeVariables();
  }
}
