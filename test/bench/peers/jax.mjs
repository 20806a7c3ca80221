/** jax-js on WebAssembly: the dense workloads with `jit` and `valueAndGrad`, as its own MNIST demonstration does. */
import { PIXELS, randomBatch, time, wanted, workloads } from './data.mjs';

// Node 20 knows no navigator, which the library asks for a GPU.
globalThis.navigator ??= { hardwareConcurrency: 2 };
const { blockUntilReady, init, jit, nn, numpy: np, random, tree, valueAndGrad } = await import('@jax-js/jax');
await init();

for (const name of wanted.filter((each) => each === 'W1' || each === 'W2')) {
  const { layers, optimizer, learningRate, batch } = workloads[name];
  const activation = nn[layers[1]];
  const sizes = [PIXELS, ...layers.filter((layer) => typeof layer === 'number')];
  let parameters = sizes.slice(1).map((outputs, index) => ({
    w: random.normal(random.key(index), [sizes[index], outputs]).mul(Math.sqrt(2 / sizes[index])),
    b: np.zeros([outputs]),
  }));
  const loss = (weights, x, y) => {
    let value = x;
    weights.forEach(({ w, b }, index) => {
      value = np.dot(value, w).add(b);
      if (index < weights.length - 1) value = activation(value);
    });
    return np.sum(nn.logSoftmax(value).mul(y)).mul(-1 / batch);
  };
  const zeros = () => tree.map((each) => np.zeros(each.shape), tree.ref(parameters));
  let [mean, squares] = [zeros(), zeros()];
  const sgd = jit((weights, x, y) => {
    const [value, gradients] = valueAndGrad(loss)(tree.ref(weights), x, y);
    return [value, tree.map((weight, gradient) => weight.sub(gradient.mul(learningRate)), weights, gradients)];
  });
  // Bias correction is left out: it costs next to nothing.
  const adam = jit((weights, m, v, x, y) => {
    const [value, gradients] = valueAndGrad(loss)(tree.ref(weights), x, y);
    const nextM = tree.map((a, g) => a.mul(0.9).add(g.mul(0.1)), m, tree.ref(gradients));
    const nextV = tree.map((a, g) => a.mul(0.999).add(g.ref.mul(g).mul(0.001)), v, gradients);
    const next = tree.map((w, a, b) => w.sub(a.mul(learningRate).div(np.sqrt(b).add(1e-7))), weights, tree.ref(nextM), tree.ref(nextV));
    return [value, next, nextM, nextV];
  });
  await time(name, 'wasm', async () => {
    const { x, y } = randomBatch(batch);
    const truth = new Float32Array(batch * 10);
    y.forEach((label, row) => {
      truth[row * 10 + label] = 1;
    });
    const [pixels, labels] = [np.array(x).reshape([batch, PIXELS]), np.array(truth).reshape([batch, 10])];
    let value;
    if (optimizer === 'sgd') [value, parameters] = sgd(parameters, pixels, labels);
    else [value, parameters, mean, squares] = adam(parameters, mean, squares, pixels, labels);
    await blockUntilReady(tree.ref(parameters));
    await value.data();
  });
}
