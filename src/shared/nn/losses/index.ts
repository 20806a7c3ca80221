import { softmaxCrossEntropy } from './softmax-cross-entropy';

export const lossKinds = [softmaxCrossEntropy];
