/** brain.js: dense networks of sigmoid units, one image at a time, W1 alone; it has no softmax and updates after every image. */
import brain from 'brain.js';
import { images, labels, PIXELS, time, wanted, workloads } from './data.mjs';

const IMAGES_A_STEP = 100;

if (wanted.includes('W1')) {
  const { batch } = workloads.W1;
  const net = new brain.NeuralNetwork({ hiddenLayers: [50], activation: 'sigmoid', learningRate: 0.1 });
  const sample = () => {
    const image = Math.floor(Math.random() * labels.length);
    const output = new Array(10).fill(0);
    output[labels[image]] = 1;
    return { input: Array.from(images.subarray(image * PIXELS, (image + 1) * PIXELS)), output };
  };
  const step = () => net.train(Array.from({ length: IMAGES_A_STEP }, sample), { iterations: 1, learningRate: 0.1, errorThresh: 1e-9 });
  await time('W1', 'JavaScript', step, batch / IMAGES_A_STEP);
}
