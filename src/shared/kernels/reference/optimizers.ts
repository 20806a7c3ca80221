import type { OptimizerKernels } from '../kernels';
import type { Access } from './access';

export function optimizerKernels({ values, value }: Access): OptimizerKernels {
  /** values[offset + i] = next(values[offset + i], i) */
  const change = (offset: number, count: number, next: (now: number, i: number) => number) => {
    for (let i = 0; i < count; i++) values[offset + i] = next(value(offset + i), i);
  };
  return {
    sumOfSquares(x, count, destination) {
      const [first, second, third, fourth] = [0, 1, 2, 3].map((lane) => {
        let sum = 0;
        for (let i = lane; i < count; i += 4) sum += value(x + i) ** 2;
        return sum;
      }) as [number, number, number, number];
      values[destination] = first + second + (third + fourth);
    },
    prepareGradient({ parameters, gradients, count }, { scale, decay }) {
      change(gradients, count, (g, i) => scale * g + decay * value(parameters + i));
    },
    scale(x, count, factor) {
      change(x, count, (now) => factor * now);
    },
    average({ average, x }, count, share) {
      change(average, count, (now, i) => now + share * (value(x + i) - now));
    },
    sgd({ parameters, gradients, count }, { learningRate }) {
      change(parameters, count, (w, i) => w - learningRate * value(gradients + i));
    },
    momentum({ parameters, gradients, velocity, count }, { learningRate, momentum }) {
      change(velocity, count, (v, i) => momentum * v - learningRate * value(gradients + i));
      change(parameters, count, (w, i) => w + value(velocity + i));
    },
    nesterov({ parameters, gradients, velocity, count }, { learningRate, momentum }) {
      change(velocity, count, (v, i) => momentum * v - learningRate * value(gradients + i));
      change(parameters, count, (w, i) => w + momentum * value(velocity + i) - learningRate * value(gradients + i));
    },
    adaGrad({ parameters, gradients, squares, count }, { learningRate, epsilon }) {
      change(squares, count, (h, i) => h + value(gradients + i) ** 2);
      change(parameters, count, (w, i) => w - (learningRate * value(gradients + i)) / (Math.sqrt(value(squares + i)) + epsilon));
    },
    rmsProp({ parameters, gradients, squares, count }, { learningRate, decay, epsilon }) {
      change(squares, count, (h, i) => decay * h + (1 - decay) * value(gradients + i) ** 2);
      change(parameters, count, (w, i) => w - (learningRate * value(gradients + i)) / (Math.sqrt(value(squares + i)) + epsilon));
    },
    adam({ parameters, gradients, mean, squares, count }, { stepSize, beta1, beta2, epsilon }) {
      change(mean, count, (m, i) => m + (1 - beta1) * (value(gradients + i) - m));
      change(squares, count, (v, i) => v + (1 - beta2) * (value(gradients + i) ** 2 - v));
      change(parameters, count, (w, i) => w - (stepSize * value(mean + i)) / (Math.sqrt(value(squares + i)) + epsilon));
    },
  };
}
