/** The gauge process: finds out how fast a design would train. It is started when it is first needed and ends before a run begins. */
import type { GaugeApi } from '@shared/contracts/processes';
import { measurePace } from '@shared/training/measure-pace';
import { datasetIn } from '../../datasets/dataset-cache';
import { computeByProof } from '../../engine/choose-engine';
import { threadTeam } from '../../threads/team';
import { parentPort } from '../port';
import { serve } from '../serve';

computeByProof();
serve<GaugeApi>(
  {
    measurePace: async ({ spec, datasetFolder, threads }) =>
      measurePace({ spec, dataset: await datasetIn(datasetFolder), createTeam: threadTeam(threads) }),
  },
  parentPort(),
);
