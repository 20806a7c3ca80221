/**
 * Kasane against every peer that is installed, workload by workload, one after the other. Each gives
 * `{ figure: { who: value } }`, where "Kasane" is on two threads, as many as PyTorch is given.
 */
import { inside } from './inside.mjs';
import { kasane, otherKasane } from './kasane-cli.mjs';
import { askPeer, findPeers } from './peers.mjs';
import { specFiles } from './workloads.mjs';

const DATA_MEGABYTES = (70_000 * 785) / 2 ** 20;

let named = [];
let peers;

/** Leaves out peers that are not named; an empty list leaves out nobody. */
export function limitPeers(names) {
  named = names;
}

const rivals = (workload) => {
  peers ??= findPeers(named);
  return peers
    .filter(({ takes }) => takes.includes(workload))
    .flatMap((peer) => askPeer(peer, workload).map((answer) => ({ ...answer, who: `${peer.name}, ${answer.variant}` })));
};

const of = (answers, figure, factor = 1) => Object.fromEntries(answers.map(({ who, [figure]: value }) => [who, value * factor]));

function training(workload) {
  const train = (who, threads) => who('train', '--spec', specFiles[workload], '--threads', threads);
  const two = train(kasane, '2');
  const others = otherKasane ? ['2', '1'].map((threads) => train(otherKasane, threads).result.seconds) : [];
  const one = train(kasane, '1');
  const seconds = {
    Kasane: two.result.seconds,
    'Kasane, one thread': one.result.seconds,
    ...(others.length > 0 && { 'the other Kasane': others[0], 'the other Kasane, one thread': others[1] }),
    ...of(rivals(workload), 'seconds'),
  };
  return {
    [`${workload}, s`]: seconds,
    [`${workload}, memory beyond the data, MB`]: { Kasane: two.megabytes - DATA_MEGABYTES },
  };
}

async function asking(name, spec) {
  const workload = `W5 ${name}`;
  const own = { who: 'Kasane', ...JSON.parse(await inside('ask', '2', spec)) };
  const answers = [own, ...rivals(workload)];
  return {
    [`${workload}, one image, ms`]: of(answers, 'latency', 1000),
    [`${workload}, 10,000 images, s`]: of(answers, 'evaluation'),
  };
}

/** The whole command, from starting the process to an evaluated test set; peers are timed from their first step. */
function reaching() {
  const { seconds, result } = kasane('train', '--preset', 'small-cnn', '--threads', '2');
  const answers = rivals('W6');
  return {
    'W6 to 99.0 %, s': { Kasane: seconds, ...of(answers, 'seconds') },
    'W6 test accuracy, %': { Kasane: result.testAccuracy * 100, ...of(answers, 'accuracy', 100) },
  };
}

export const contests = {
  W1: () => training('W1'),
  W2: () => training('W2'),
  W3: () => training('W3'),
  W4: () => training('W4'),
  W5: async () => ({ ...(await asking('small-cnn', specFiles.W3)), ...(await asking('deep-cnn', specFiles.W4)) }),
  W6: reaching,
};
