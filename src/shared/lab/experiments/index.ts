/** Every experiment of the Lab, in the order of the book. */
import type { Experiment } from '../experiment';
import { activationDistributions } from './activations';
import { batchNormGrid } from './batch-norm';
import { bookSearch } from './book-search';
import { halfPrecision } from './half-precision';
import { initialValues } from './initial-values';
import { kernelSize } from './kernel-size';
import { optimizerRace } from './optimizer-race';
import { optimizersMnist } from './optimizers-mnist';
import { overfitting } from './overfitting';
import { ranking } from './ranking';

export const experiments: readonly Experiment[] = [
  optimizerRace,
  optimizersMnist,
  activationDistributions,
  initialValues,
  batchNormGrid,
  overfitting,
  bookSearch,
  kernelSize,
  halfPrecision,
  ranking,
];
