import { sgd } from './sgd';

export const optimizerKinds = [sgd];
