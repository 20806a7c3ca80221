/** The sources, in the order in which they are asked: the first that knows a place reads it. */
import { cifar } from './cifar';
import { csv } from './csv';
import { drawnSet } from './drawn-set';
import { idx } from './idx';
import { npz } from './npz';
import { parquet } from './parquet';
import { pickle } from './pickle';
import { pictures } from './pictures';
import type { Source } from './source';

export const sources: readonly Source[] = [drawnSet, idx, npz, pickle, parquet, cifar, csv, pictures];
