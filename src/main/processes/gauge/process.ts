/** The gauge process: finds out how fast a design would train. It is started when it is first needed and ends before a run begins. */
import type { FromGauge, ToGauge } from '@shared/contracts/gauge-messages';
import { errorData } from '@shared/kasane-error';
import { measurePace } from '@shared/training/measure-pace';
import { datasetIn } from '../../datasets/dataset-cache';
import { threadTeam } from '../../threads/team';

const port = process.parentPort;

port.on('message', ({ data }: { data: ToGauge }) => {
  measure(data)
    .then((pace) => port.postMessage({ ok: true, answer: pace } satisfies FromGauge))
    .catch((error) => port.postMessage({ ok: false, error: errorData(error) } satisfies FromGauge));
});

async function measure({ spec, datasetFolder, threads }: ToGauge) {
  return measurePace({ spec, dataset: await datasetIn(datasetFolder), createTeam: threadTeam(threads) });
}
