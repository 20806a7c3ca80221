export { bytesToValues, relu, reluGradient, sgd, sigmoid, sigmoidGradient, sumRows } from './elementwise';
export { multiply } from './multiply';
export { transposePanel } from './panels';
export { softmaxCrossEntropy } from './softmax';
