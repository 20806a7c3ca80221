/** The gauge process: finds out how fast a design would train. It is started when it is first needed and ends before a run begins. */
import type { FromGauge, ToGauge } from '@shared/contracts/gauge-messages';
import { errorData } from '@shared/kasane-error';
import { measurePace } from '@shared/training/measure-pace';
import { type LoadedDataset, loadDataset } from '../../datasets/load-dataset';
import { threadTeam } from '../../threads/team';

const port = process.parentPort;

let loaded: { readonly folder: string; readonly dataset: LoadedDataset } | null = null;

port.on('message', ({ data }: { data: ToGauge }) => {
  measure(data)
    .then((pace) => port.postMessage({ ok: true, answer: pace } satisfies FromGauge))
    .catch((error) => port.postMessage({ ok: false, error: errorData(error) } satisfies FromGauge));
});

async function measure({ spec, datasetFolder, threads }: ToGauge) {
  if (loaded?.folder !== datasetFolder) loaded = { folder: datasetFolder, dataset: await loadDataset(datasetFolder) };
  return measurePace({ spec, dataset: loaded.dataset, createTeam: threadTeam(threads) });
}
