/** Update rules, four parameters at a time; the formulas stand in reference/optimizers.ts and nn/optimizers/. */
import { at } from './memory';

export function sumOfSquares(x: i32, count: i32, destination: i32): void {
  let sum = f32x4.splat(0);
  for (let i = 0; i < count; i += 4) {
    const now = v128.load(at(x + i));
    sum = f32x4.add(sum, f32x4.mul(now, now));
  }
  const pairs: f32 = f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1);
  store<f32>(at(destination), pairs + (f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3)));
}

export function prepareGradient(parameters: i32, gradients: i32, count: i32, scale: f32, decay: f32): void {
  const scale4 = f32x4.splat(scale), decay4 = f32x4.splat(decay);
  for (let i = 0; i < count; i += 4) {
    const g = f32x4.mul(scale4, v128.load(at(gradients + i)));
    v128.store(at(gradients + i), f32x4.add(g, f32x4.mul(decay4, v128.load(at(parameters + i)))));
  }
}

export function scale(x: i32, count: i32, factor: f32): void {
  const factor4 = f32x4.splat(factor);
  for (let i = 0; i < count; i += 4) v128.store(at(x + i), f32x4.mul(factor4, v128.load(at(x + i))));
}

export function sgd(parameters: i32, gradients: i32, count: i32, learningRate: f32): void {
  const rate = f32x4.splat(learningRate);
  for (let i = 0; i < count; i += 4) {
    v128.store(at(parameters + i), f32x4.sub(v128.load(at(parameters + i)), f32x4.mul(rate, v128.load(at(gradients + i)))));
  }
}

export function momentum(parameters: i32, gradients: i32, velocity: i32, count: i32, learningRate: f32, momentum: f32): void {
  const rate = f32x4.splat(learningRate), alpha = f32x4.splat(momentum);
  for (let i = 0; i < count; i += 4) {
    const v = f32x4.sub(f32x4.mul(alpha, v128.load(at(velocity + i))), f32x4.mul(rate, v128.load(at(gradients + i))));
    v128.store(at(velocity + i), v);
    v128.store(at(parameters + i), f32x4.add(v128.load(at(parameters + i)), v));
  }
}

export function nesterov(parameters: i32, gradients: i32, velocity: i32, count: i32, learningRate: f32, momentum: f32): void {
  const rate = f32x4.splat(learningRate), alpha = f32x4.splat(momentum);
  for (let i = 0; i < count; i += 4) {
    const step = f32x4.mul(rate, v128.load(at(gradients + i)));
    const v = f32x4.sub(f32x4.mul(alpha, v128.load(at(velocity + i))), step);
    v128.store(at(velocity + i), v);
    v128.store(at(parameters + i), f32x4.sub(f32x4.add(v128.load(at(parameters + i)), f32x4.mul(alpha, v)), step));
  }
}

export function adaGrad(parameters: i32, gradients: i32, squares: i32, count: i32, learningRate: f32, epsilon: f32): void {
  const rate = f32x4.splat(learningRate), epsilon4 = f32x4.splat(epsilon);
  for (let i = 0; i < count; i += 4) {
    const g = v128.load(at(gradients + i));
    const h = f32x4.add(v128.load(at(squares + i)), f32x4.mul(g, g));
    v128.store(at(squares + i), h);
    const step = f32x4.div(f32x4.mul(rate, g), f32x4.add(f32x4.sqrt(h), epsilon4));
    v128.store(at(parameters + i), f32x4.sub(v128.load(at(parameters + i)), step));
  }
}

export function rmsProp(parameters: i32, gradients: i32, squares: i32, count: i32, learningRate: f32, decay: f64, epsilon: f32): void {
  const rate = f32x4.splat(learningRate), kept = f32x4.splat(<f32>decay), taken = f32x4.splat(<f32>(1 - decay)), epsilon4 = f32x4.splat(epsilon);
  for (let i = 0; i < count; i += 4) {
    const g = v128.load(at(gradients + i));
    const h = f32x4.add(f32x4.mul(kept, v128.load(at(squares + i))), f32x4.mul(taken, f32x4.mul(g, g)));
    v128.store(at(squares + i), h);
    const step = f32x4.div(f32x4.mul(rate, g), f32x4.add(f32x4.sqrt(h), epsilon4));
    v128.store(at(parameters + i), f32x4.sub(v128.load(at(parameters + i)), step));
  }
}

/** 1 − β comes as float64 from the caller's number, so that 1 − 0.999 is not the difference of two float32. */
export function adam(
  parameters: i32, gradients: i32, mean: i32, squares: i32, count: i32, stepSize: f32, beta1: f64, beta2: f64, epsilon: f32,
): void {
  const rate = f32x4.splat(stepSize), taken1 = f32x4.splat(<f32>(1 - beta1)), taken2 = f32x4.splat(<f32>(1 - beta2));
  const epsilon4 = f32x4.splat(epsilon);
  for (let i = 0; i < count; i += 4) {
    const g = v128.load(at(gradients + i));
    let m = v128.load(at(mean + i));
    m = f32x4.add(m, f32x4.mul(taken1, f32x4.sub(g, m)));
    let v = v128.load(at(squares + i));
    v = f32x4.add(v, f32x4.mul(taken2, f32x4.sub(f32x4.mul(g, g), v)));
    v128.store(at(mean + i), m);
    v128.store(at(squares + i), v);
    const step = f32x4.div(f32x4.mul(rate, m), f32x4.add(f32x4.sqrt(v), epsilon4));
    v128.store(at(parameters + i), f32x4.sub(v128.load(at(parameters + i)), step));
  }
}
